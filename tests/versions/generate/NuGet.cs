// Pairs of NuGet versions, ordered by NuGet's own `NuGetVersion` and `VersionComparer`.
//
//     pip download --no-deps artifacts-keyring==0.4.0 && unzip -j artifacts_keyring-*.whl \
//         '*/netfx/*/NuGet.Versioning.dll' '*/netfx/*/netstandard.dll'
//     apt-get install mono-mcs && mcs -r:NuGet.Versioning.dll -r:netstandard.dll NuGet.cs
//     mono NuGet.exe 2000 1 > ../nuget-generated.txt
//
// Arguments: how many pairs, and a seed. That package of Microsoft's carries the library itself.

using System;
using System.Linq;
using NuGet.Versioning;

static class Generator
{
    static readonly string[] Numbers = { "0", "0", "1", "1", "2", "9", "10", "00", "01", "2147483647", "2147483648", "18446744073709551616", "" };
    static readonly string[] Tails = { "", "", "", "-0", "-1", "-01", "-alpha", "-ALPHA", "-alpha.1", "-alpha.beta", "-beta.2", "-Beta.11", "-rc.1",
        "-rc1", "-", "+", "+build", "-1+b", "-a..b", ".1", ".", "-2147483647", "-2147483648", "--1", "-+b", "+b-a", "+b.01" };
    static readonly string[] Tokens = { "-", "-", ".", ".", "+", "0", "1", "10", "01", "a", "A", "b", "B", "rc", "RC", "1a", "-1", "--", "_", "é", "É",
        "2147483648", "18446744073709551616" };
    static Random random;

    static string Pick(string[] list) { return list[random.Next(list.Length)]; }

    static string Core() { return string.Join(".", Enumerable.Range(0, random.Next(8) > 0 ? random.Next(3, 5) : random.Next(1, 6)).Select(_ => Pick(Numbers))); }

    static string Tail()
    {
        return random.Next(2) == 0 ? Pick(Tails) : "-" + string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Pick(Tokens)));
    }

    static void Main(string[] arguments)
    {
        int count = arguments.Length > 0 ? int.Parse(arguments[0]) : 2000, seed = arguments.Length > 1 ? int.Parse(arguments[1]) : 1;
        random = new Random(seed);
        Console.WriteLine("# generate/NuGet.cs {0} {1}: NuGet.Versioning {2} on Mono", count, seed, typeof(NuGetVersion).Assembly.GetName().Version);
        for (int line = 0; line < count;)
        {
            string core = Core();
            string a = core + Tail(), b = (random.Next(10) < 7 ? core : Core()) + Tail();
            NuGetVersion x, y = null;
            bool sound = NuGetVersion.TryParse(a, out x) && NuGetVersion.TryParse(b, out y);
            // Most nonsense is skipped, or little else would be left.
            if (a == b || !sound && random.Next(32) > 0) continue;
            line++;
            int order = sound ? VersionComparer.Default.Compare(x, y) : 0;
            Console.WriteLine(!sound ? "! " + (x == null ? a : b) : order == 0 ? a + " = " + b : order < 0 ? a + " < " + b : b + " < " + a);
        }
    }
}
