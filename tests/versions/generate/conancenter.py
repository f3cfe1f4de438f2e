"""Pairs of Conan versions, ordered by Conan itself.

    pip install conan && python3 conancenter.py 2000 1 > ../conan-generated.txt

Arguments: how many pairs, and a seed. Left out are pairs in which words with digits in front meet
other digits at the same place, where Conan goes in circles (see conan.rs).
"""

import random
import re
import sys

import conan
from conan.internal.model.version import Version

count, seed = (sys.argv[1:] + ["2000", "1"][len(sys.argv) - 1 :])[:2]
rng = random.Random(int(seed))

ITEMS = ["0", "0", "0", "1", "1", "2", "9", "10", "00", "01", "1_000", "20230101", "18446744073709551616", "a", "A", "b",
         "1k", "1w", "9e", "rc1", "cci", "", "_", "-1", "Beta"]
NUMBERS = ITEMS[:13]
TAILS = ["", "", "", "-", "-rc", "-rc.1", "-rc1", "-alpha.1", "-0", "-1", "-a-b", "--5", "-1k", "+1", "+b", "+0", "-rc+1", "+a+b"]


def tail():
    if rng.random() < 0.6:
        return rng.choice(TAILS)
    return "".join(rng.choice([".", ".", "-", "+"]) + rng.choice(ITEMS) for _ in range(rng.randint(1, 4)))


def goes_in_circles(a, b):
    for part in (lambda v: v, lambda v: v.pre, lambda v: v.build):
        lists = [version.main if version else () for version in (part(a), part(b))]
        for pair in zip(*lists):
            texts = [str(item) for item in pair]
            digits = [re.match("[0-9]*", text).group() for text in texts]
            is_word = [text != run for text, run in zip(texts, digits)]
            if any(is_word) and any(re.match("-[0-9]", text) for text in texts):
                return True
            if all(digits) and any(is_word) and (len(digits[0]) != len(digits[1]) or "0" in [text[0] for text in texts]):
                return True
    return False


left = int(count)
print(f"# generate/conancenter.py {count} {seed}: conan {conan.__version__}")
while left > 0:
    core = ".".join(rng.choice(NUMBERS) for _ in range(rng.randint(1, 4)))
    near = core if rng.random() < 0.7 else ".".join(rng.choice(ITEMS) for _ in range(rng.randint(1, 4)))
    a, b = core + tail(), near + tail()
    if a == b or not a or not b:
        continue
    x, y = Version(a), Version(b)
    if goes_in_circles(x, y):
        continue
    left -= 1
    print(f"{a} = {b}" if x == y else f"{a} < {b}" if x < y else f"{b} < {a}")
