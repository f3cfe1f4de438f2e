// Ranges and versions of NuGet, decided by NuGet's own `VersionRange` and `FloatRange`.
//
//     pip download --no-deps artifacts-keyring==0.4.0 && unzip -j artifacts_keyring-*.whl \
//         '*/netfx/*/NuGet.Versioning.dll' '*/netfx/*/netstandard.dll'
//     apt-get install mono-mcs && mcs -r:NuGet.Versioning.dll -r:netstandard.dll NuGet.cs
//     mono NuGet.exe 2000 1 > ../nuget-generated.txt
//
// Arguments: how many pairs, and a seed. A floating range is asked with `FloatRange.Satisfies` too:
// `VersionRange.Satisfies` alone sees a mere minimum in it.

using System;
using System.Linq;
using NuGet.Versioning;

static class Generator
{
    static readonly string[] Numbers = { "0", "0", "0", "1", "1", "2", "3", "10" };
    static readonly string[] Odd = { "00", "01", "2147483647", "2147483648", "", "*", "x", "-1" };
    static readonly string[] Tails = { "-0", "-1", "-a", "-A", "-alpha", "-ALPHA.1", "-beta.2", "-Beta.11", "-rc", "-rc.1", "-RC1", "--1",
        "+b", "-a+b", "-01", "-", "-2147483648", "--2147483648", "-é" };
    static readonly string[] Stars = { "*", "*-*", ".*", ".*", ".*", "-*", "-a*", "-rc*", "-RC.*", "-rc-*", ".*-*", ".*-rc*", ".*-*-*", "*.*", "-*.*", "*-a", ".*.1",
        "-*+b", "+b*", "-alpha.*", "-0*", ".*-", ".*-0*", "-01*" };
    static readonly string[] Odds = { "", "*", "(,)", "[]", "()", "[,]", "latest", ">=1.0", "^1.0", "[1.0", "1.0]", "[1,2,3]", "(1.0)", "[1.0)", "[*]", "[*,)", " 1.0 ", "[1.0],[2.0]", "(,1.0],[2.0,)", "v1.0" };
    static Random random;

    static string Pick(string[] list) { return list[random.Next(list.Length)]; }

    static string Version()
    {
        int parts = random.Next(3) > 0 ? random.Next(2, 5) : random.Next(1, 6);
        var numbers = Enumerable.Range(0, parts).Select(_ => random.Next(25) > 0 ? Pick(Numbers) : Pick(Odd));
        return string.Join(".", numbers) + (random.Next(3) > 0 ? "" : Pick(Tails));
    }

    static string Minimum()
    {
        string text = Version();
        return random.Next(4) > 0 ? text : text.Split('-', '+')[0] + Pick(Stars);
    }

    static string Range()
    {
        if (random.Next(24) == 0) return Pick(Odds);
        if (random.Next(3) == 0) return Minimum();
        string open = Pick(new[] { "[", "(" }), close = Pick(new[] { "]", ")" }), gap = Pick(new[] { "", "", " " });
        if (random.Next(6) == 0) return "[" + gap + Version() + gap + close;
        string low = random.Next(5) == 0 ? "" : Minimum(), high = random.Next(5) == 0 ? "" : random.Next(6) == 0 ? Minimum() : Version();
        return open + gap + low + gap + "," + gap + high + gap + close;
    }

    /// Of the versions near a range, one that its text names says more than any other.
    static string Near(string range)
    {
        string[] named = range.Split(new[] { '[', ']', '(', ')', ',', ' ', '*' }, StringSplitOptions.RemoveEmptyEntries);
        string text = named.Length > 0 && random.Next(2) == 0 ? Pick(named) : Version();
        if (random.Next(4) == 0) text = text.TrimEnd('.', '-') + Pick(Tails);
        return text;
    }

    static string Answer(string range, string version)
    {
        VersionRange set;
        NuGetVersion one;
        if (!NuGetVersion.TryParse(version, out one) || !VersionRange.TryParse(range, true, out set)) return "error";
        bool floats = !set.IsFloating || set.Float.Satisfies(one);
        return set.Satisfies(one) && floats ? "yes" : "no";
    }

    static void Main(string[] arguments)
    {
        int count = int.Parse(arguments[0]);
        random = new Random(int.Parse(arguments[1]));
        Console.WriteLine("# generate/NuGet.cs {0} {1}: NuGet.Versioning {2}", count, arguments[1], typeof(VersionRange).Assembly.GetName().Version);
        for (int line = 0; line < count;)
        {
            string range = Range(), version = Near(range), answer = Answer(range, version);
            // Most nonsense is skipped, or little else would be left.
            if (version.Contains(" ") || answer == "error" && random.Next(4) > 0) continue;
            Console.WriteLine("{0} : {1} {2}", range, version, answer);
            line++;
        }
    }
}
