"""vers: ranges and versions, decided by Python's `univers`.

    pip install univers && python vers.py 500 1 > ../vers-generated.txt

Arguments: how many pairs, a seed, and `tsv` for tab-separated lines. Lists of two or more `!=` and
nothing else are left out: univers finds nothing in them, though it finds every other version in
one `!=` alone.
"""

import random
import sys

from univers.version_range import RANGE_CLASS_BY_SCHEMES, VersionRange

count, seed = int(sys.argv[1]), int(sys.argv[2])
tsv = sys.argv[3:] == ["tsv"]
rng = random.Random(seed)

TAILS = {
    "npm": ["", "", "-rc.1", "-a"],
    "pypi": ["", "", "rc1", ".dev1", ".post1"],
    "gem": ["", "", ".a", ".rc1"],
    "deb": ["", "", "-1", "~rc1"],
    "maven": ["", "", "-rc1", "-SNAPSHOT"],
    "cargo": ["", "-rc.1"],
    "hex": ["", "-rc.1"],
    "nuget": ["", "-rc.1"],
    "generic": ["", "-a"],
}


def constraints(version, scheme):
    versions = sorted({version(text(scheme)) for _ in range(rng.choice([1, 1, 2, 2, 3, 4]))})
    parts, inside, bounded = [], False, False
    for one in versions:
        if inside:
            sign = rng.choice(["<", "<=", "!="])
        else:
            sign = rng.choice(["", "!=", ">", ">=", "!=" if bounded else "<"])
        inside = sign in (">", ">=") or inside and sign == "!="
        bounded = bounded or sign not in ("!=",)
        parts.append(sign + one.string)
    return parts, versions


def text(scheme):
    return ".".join(rng.choice("0123") for _ in range(3)) + rng.choice(TAILS[scheme])


if not tsv:
    print(f"# generate/vers.py {count} {seed}: univers 32.0.1")
done = 0
while done < count:
    scheme = rng.choice(list(TAILS))
    version = RANGE_CLASS_BY_SCHEMES[scheme].version_class
    parts, versions = constraints(version, scheme)
    if len(parts) > 1 and all(part.startswith("!=") for part in parts):
        continue
    requirement = f"vers:{scheme}/{'|'.join(parts)}"
    candidate = rng.choice([text(scheme), rng.choice(versions).string])
    answer = "yes" if version(candidate) in VersionRange.from_string(requirement) else "no"
    print(f"{requirement}\t{candidate}\t{answer}" if tsv else f"{requirement} : {candidate} {answer}")
    done += 1
