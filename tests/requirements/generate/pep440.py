"""Specifiers and versions of PyPI, decided by Python's `packaging`, pre-releases accepted.

    pip install packaging && python pep440.py 500 1 > ../pep440-generated.txt

Arguments: how many pairs, a seed, and `tsv` for tab-separated lines.
"""

import random
import sys

import packaging
from packaging.specifiers import InvalidSpecifier, SpecifierSet

count, seed = int(sys.argv[1]), int(sys.argv[2])
tsv = sys.argv[3:] == ["tsv"]
rng = random.Random(seed)

NUMBERS = ["0", "0", "1", "1", "2", "3", "10", "01"]
PRES = ["a1", "b2", "rc1", ".dev0", ".dev1", "a1.dev2", ".post1", ".post1.dev2", "-1", "alpha", "_rc_2", "c1", "rev1"]
LOCALS = ["+local", "+1", "+a.1", "+A-01"]
OPERATORS = [">=", "<=", "==", "!=", "~=", "<", ">", "===", ">=", "<"]


def version():
    text = rng.choice(["", "", "", "", "v", "1!"])
    text += ".".join(rng.choice(NUMBERS) for _ in range(rng.choice([1, 2, 2, 3, 3, 4])))
    text += rng.choice(PRES) if rng.random() < 0.35 else ""
    return text + (rng.choice(LOCALS) if rng.random() < 0.12 else "")


def clause():
    operator = rng.choice(OPERATORS) if rng.random() < 0.99 else rng.choice(["", "^", "=>"])
    tail = ".*" if rng.random() < (0.35 if operator in ("==", "!=") else 0.03) else ""
    return operator + rng.choice(["", "", " "]) + version() + tail


def candidate(specifier):
    if rng.random() < 0.5:
        return version()
    words = [word.strip(" <>=!~*^").rstrip(".") for word in specifier.split(",")]
    return rng.choice([word for word in words if word] or [version()]) + rng.choice(["", "", "", ".0", ".1", "a1", ".dev1", ".post1", "+x"])


def answer(specifier, text):
    try:
        return "yes" if SpecifierSet(specifier).contains(text, prereleases=True) else "no"
    except InvalidSpecifier:
        return "error"


if not tsv:
    print(f"# generate/pep440.py {count} {seed}: packaging {packaging.__version__}, prereleases=True")
from packaging.version import InvalidVersion, Version

done = 0
while done < count:
    specifier = rng.choice([",", ", ", " , "]).join(clause() for _ in range(rng.choice([1, 1, 1, 2, 2, 3])))
    text = candidate(specifier)
    try:
        Version(text)
    except InvalidVersion:
        continue
    result = answer(specifier, text)
    print(f"{specifier}\t{text}\t{result}" if tsv else f"{specifier} : {text} {result}")
    done += 1
