// Ranges and versions of Maven, decided by its own `VersionRange`.
//
//     apt-get install libmaven3-core-java
//     java -cp '/usr/share/java/maven-artifact-3.x.jar:/usr/share/java/*' Maven.java 500 1 > ../maven-generated.txt
//
// Arguments: how many pairs, a seed, and `tsv` for tab-separated lines.
import java.util.Random;
import org.apache.maven.artifact.versioning.DefaultArtifactVersion;
import org.apache.maven.artifact.versioning.InvalidVersionSpecificationException;
import org.apache.maven.artifact.versioning.VersionRange;

public class Maven {
    static Random random;
    static final String[] NUMBERS = {"0", "0", "1", "1", "2", "3", "10"};
    static final String[] TAILS = {"-alpha", "-beta-1", "-rc1", "-SNAPSHOT", ".Final", "-sp", "-M1", "-foo", "-1", "a1"};

    static String pick(String... list) {
        return list[random.nextInt(list.length)];
    }

    static String version() {
        StringBuilder text = new StringBuilder(pick(NUMBERS));
        for (int more = random.nextInt(3); more > 0; more--) text.append('.').append(pick(NUMBERS));
        if (random.nextInt(4) == 0) text.append(pick(TAILS));
        return text.toString();
    }

    static String set() {
        String low = random.nextInt(5) == 0 ? "" : version();
        String high = random.nextInt(5) == 0 ? "" : version();
        if (random.nextInt(6) == 0) return pick("[", "[", "[", "(") + low + pick("]", "]", "]", ")");
        return pick("[", "(") + pick("", "", " ") + low + pick(",", ",", " , ") + high + pick("]", ")");
    }

    static String range() {
        if (random.nextInt(12) == 0) return version();
        StringBuilder text = new StringBuilder(set());
        for (int more = random.nextInt(5) / 3; more > 0; more--) text.append(pick(",", ",", "")).append(set());
        if (random.nextInt(40) == 0) text.append(pick("1", "[1", ",", ")"));
        return text.toString();
    }

    static String answer(String range, String version) {
        try {
            DefaultArtifactVersion artifact = new DefaultArtifactVersion(version);
            return VersionRange.createFromVersionSpec(range).containsVersion(artifact) ? "yes" : "no";
        } catch (InvalidVersionSpecificationException | IndexOutOfBoundsException e) {
            return "error";
        }
    }

    public static void main(String[] arguments) {
        int count = Integer.parseInt(arguments[0]);
        random = new Random(Long.parseLong(arguments[1]));
        boolean tsv = arguments.length > 2;
        if (!tsv) System.out.println("# generate/Maven.java " + arguments[0] + " " + arguments[1] + ": maven-artifact 3.8.7");
        for (int line = 0; line < count; line++) {
            String range = range();
            // Maven reads empty brackets as the version of an empty text.
            while (range.contains("[]")) range = range();
            String[] named = range.split("[\\[\\](), ]+");
            String near = named.length == 0 ? "" : named[named.length - 1];
            String version = random.nextBoolean() && !near.isEmpty() ? near : version();
            System.out.println(range + (tsv ? "\t" : " : ") + version + (tsv ? "\t" : " ") + answer(range, version));
        }
    }
}
