"""Pairs of PEP 440 versions, ordered by Python's `packaging`.

    pip install packaging && python3 pep440.py 2000 1 > ../pep440-generated.txt

Arguments: how many pairs, and a seed.
"""

import random
import sys

import packaging
from packaging.version import InvalidVersion, Version

count, seed = (sys.argv[1:] + ["2000", "1"][len(sys.argv) - 1 :])[:2]
rng = random.Random(int(seed))

PREFIXES = ["", "", "", "", "18446744073709551616!", "v", "V", "1!", "0!", "v2!", "01!"]
NUMBERS = ["0", "0", "1", "1", "2", "10", "00", "01", "010", "100", "20230101", "18446744073709551616", "18446744073709551617", "1" + "0" * 40]
SEPARATORS = ["", "", "", ".", "-", "_"]
PRE = ["a", "b", "rc", "c", "alpha", "Beta", "pre", "preview", "RC"]
POST = ["post", "rev", "r", "POST"]
SUFFIX_NUMBERS = ["", "", "0", "1", "2", "01", "10", "18446744073709551616"]
LOCALS = ["+abc", "+abc.5", "+5", "+10", "+ABC", "+a-1", "+a_1", "+1a", "+", "+a..b", "+001", "+18446744073709551616", "+1.", "+A.b_C-01", "+é"]


def word(words):
    return rng.choice(SEPARATORS) + rng.choice(words) + rng.choice(SEPARATORS) + rng.choice(SUFFIX_NUMBERS)


def release():
    return ".".join(rng.choice(NUMBERS) for _ in range(rng.randint(1, 4)))


def tail():
    parts = [
        word(PRE) if rng.random() < 0.4 else "",
        word(POST) if rng.random() < 0.25 else "-1" if rng.random() < 0.15 else "",
        word(["dev", "DEV"]) if rng.random() < 0.3 else "",
        rng.choice(LOCALS) if rng.random() < 0.2 else "",
    ]
    if rng.random() < 0.1:
        rng.shuffle(parts)
    return "".join(parts)


left = int(count)
print(f"# generate/pep440.py {count} {seed}: packaging {packaging.__version__}")
while left > 0:
    prefix, core = rng.choice(PREFIXES), release()
    near = (prefix, core) if rng.random() < 0.7 else (rng.choice(PREFIXES), release())
    near = (near[0], near[1] + ".0") if rng.random() < 0.2 else near
    texts = [prefix + core + tail(), near[0] + near[1] + tail()]
    if texts[0] == texts[1]:
        continue
    versions = []
    for text in texts:
        try:
            versions.append(Version(text))
        except InvalidVersion:
            if rng.random() < 0.5:
                print(f"! {text}")
                left -= 1
            break
    else:
        (a, b), (x, y) = texts, versions
        left -= 1
        print(f"{a} = {b}" if x == y else f"{a} < {b}" if x < y else f"{b} < {a}")
