"""Pairs of Alpine versions, ordered by apk-tools 3.

    python3 alpine.py 2000 1 APK > ../alpine-generated.txt

Arguments: how many pairs, a seed, and a program that answers lines `a b` with one of `<`, `=` and `>`,
or with the letter of the version that is none: `apk_version_validate` and `apk_version_compare` of
apk-tools 3, `src/version.c`, around a loop. Debian has no package of apk, whose own command is
`apk version -t`.
"""

import random
import subprocess
import sys

count, seed, program = sys.argv[1:4]
rng = random.Random(int(seed))

NUMBERS = ["0", "0", "1", "1", "2", "9", "10", "00", "01", "010", "001", "20230101", "9223372036854775808", "6553600"]
TOKENS = ["_alpha", "_beta1", "_pre2", "_rc", "_rc1", "_cvs1", "_svn", "_git20240101", "_hg", "_p", "_p0", "_p1", "_p01",
          "_p10", "~1a2b", "~abc", "-r0", "-r1", "-r01", "-r10", "a", "b", "z", ".1", ".0", ".00", "_foo", "A", "-1", "é", "_",
          ".", "~", "-r"]
TAILS = ["", "", "-r0", "-r1", "-r10", "_p1-r0", "_rc1", "_alpha2-r1", "a", "b-r1", "_git20240101-r0", "~abc-r2", ".1-r0"]


def numbers():
    return ".".join(rng.choice(NUMBERS) for _ in range(rng.randint(1, 4)))


def tail():
    if rng.random() < 0.5:
        return rng.choice(TAILS)
    return "".join(rng.choice(TOKENS) for _ in range(rng.randint(0, 4)))


oracle = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
left = int(count)
print(f"# generate/alpine.py {count} {seed}: version.c of apk-tools 3")
while left > 0:
    core = numbers()
    near = core if rng.random() < 0.7 else numbers()
    a, b = core + tail(), near + tail()
    if a == b:
        continue
    oracle.stdin.write(f"{a} {b}\n")
    order = oracle.stdout.readline().strip()
    if order in "ab":
        # Most nonsense is skipped, or little else would be left.
        if rng.random() < 0.1:
            print("!", a if order == "a" else b)
            left -= 1
        continue
    left -= 1
    print(f"{b} < {a}" if order == ">" else f"{a} {order} {b}")
