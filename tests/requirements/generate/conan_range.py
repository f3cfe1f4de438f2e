"""Ranges and versions of Conan, decided by Conan's own `VersionRange`.

    pip install conan && python conan_range.py 500 1 > ../conan-generated.txt

Arguments: how many pairs, a seed, and `tsv` for tab-separated lines.
"""

import random
import sys

from conan import __version__
from conan.errors import ConanException
from conan.internal.model.version import Version
from conan.internal.model.version_range import VersionRange

count, seed = int(sys.argv[1]), int(sys.argv[2])
tsv = sys.argv[3:] == ["tsv"]
rng = random.Random(seed)

NUMBERS = ["0", "0", "1", "1", "2", "3", "10"]
TAILS = ["-pre", "-rc.1", "-alpha1", "+b1", "-"]


def version():
    text = ".".join(rng.choice(NUMBERS) for _ in range(rng.choice([1, 2, 3, 3, 4])))
    return text + (rng.choice(TAILS[:4]) if rng.random() < 0.25 else "")


def clause():
    if rng.random() < 0.05:
        return rng.choice(["*", "", "~=1.0", ">"])
    return rng.choice([">=", ">", "<", "<=", "=", "~", "^", ""]) + version()


def expression():
    sides = [" ".join(clause() for _ in range(rng.choice([1, 2]))) for _ in range(rng.choice([1, 1, 2]))]
    return rng.choice(["||", " || "]).join(sides) + rng.choice(["", "", ", include_prerelease"])


def answer(text, candidate):
    try:
        return "yes" if VersionRange(text).contains(Version(candidate), None) else "no"
    except (ConanException, IndexError):
        return "error"


if not tsv:
    print(f"# generate/conan_range.py {count} {seed}: Conan {__version__}")
for _ in range(count):
    text, candidate = expression(), version()
    result = answer(text, candidate)
    print(f"[{text}]\t{candidate}\t{result}" if tsv else f"[{text}] : {candidate} {result}")
