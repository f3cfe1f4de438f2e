// Pairs of Maven versions, ordered by Maven's own ComparableVersion.
//
//     apt-get install maven default-jdk
//     java -cp /usr/share/maven/lib/maven-artifact-3.x.jar Maven.java 2000 1 > ../maven-generated.txt
//
// Arguments: how many pairs, and a seed. Pairs in which compareTo contradicts itself are left out:
// a < p < b, but a > b, where p is a beginning that both versions share (see maven.rs).

import java.util.Random;
import org.apache.maven.artifact.versioning.ComparableVersion;

class Maven {
    static final String[] NUMBERS = {"0", "0", "0", "1", "1", "2", "10", "00", "01", "20230101", "18446744073709551616", "18446744073709551617", "007", "9223372036854775808"};
    static final String[] TOKENS = {
        "-", "-", ".", ".", ".", "0", "0", "1", "2", "10", "a", "b", "m", "x", "alpha", "beta", "milestone", "rc", "cr",
        "snapshot", "SNAPSHOT", "ga", "final", "Final", "release", "RELEASE", "sp", "SP", "foo", "Foo", "jre", "v", "_", "+", "é", "É", "ALPHA", "Beta", "--", "..", "-.", "18446744073709551616"
    };
    static final String[] TAILS = {
        "", "", "-SNAPSHOT", "-alpha-1", "-alpha1", "a1", "-a", "-beta-2", ".RC1", "-RC2", ".Final", ".GA", ".RELEASE", "-sp1",
        ".SP2", "-jre", "-android", ".redhat-00001", ".Final-redhat-1", "-1", ".1-1", "-20230101.120000-1", "m3", "-M3", ".v2023"
    };

    static Random random;

    static String pick(String[] list) {
        return list[random.nextInt(list.length)];
    }

    static String numbers() {
        StringBuilder numbers = new StringBuilder(pick(NUMBERS));
        for (int left = random.nextInt(4); left > 0; left--) {
            numbers.append('.').append(pick(NUMBERS));
        }
        return numbers.toString();
    }

    static String tail() {
        if (random.nextInt(2) == 0) {
            return pick(TAILS);
        }
        StringBuilder tail = new StringBuilder();
        for (int left = random.nextInt(7); left > 0; left--) {
            tail.append(pick(TOKENS));
        }
        return tail.toString();
    }

    static int compare(String a, String b) {
        return Integer.signum(new ComparableVersion(a).compareTo(new ComparableVersion(b)));
    }

    /** Whether a shared beginning lies between two versions on the wrong side of each other. */
    static boolean contradicts(String a, String b, int order) {
        String x = new ComparableVersion(a).getCanonical();
        String y = new ComparableVersion(b).getCanonical();
        for (int end = 0; end <= Math.min(x.length(), y.length()) && x.regionMatches(0, y, 0, end); end++) {
            String shared = x.substring(0, end);
            if (compare(a, shared) * order < 0 && compare(shared, b) * order < 0) {
                return true;
            }
        }
        return false;
    }

    public static void main(String[] arguments) {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2000;
        int seed = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        random = new Random(seed);
        String jar = ComparableVersion.class.getPackage().getImplementationVersion();
        System.out.println("# generate/Maven.java " + count + " " + seed + ": ComparableVersion of maven-artifact " + jar);
        for (int line = 0; line < count; ) {
            String core = numbers();
            String near = random.nextInt(10) < 7 ? core : numbers();
            String a = core + tail();
            String b = near + tail();
            int order = compare(a, b);
            if (a.equals(b) || contradicts(a, b, order)) {
                continue;
            }
            System.out.println(order == 0 ? a + " = " + b : order < 0 ? a + " < " + b : b + " < " + a);
            line++;
        }
    }
}
