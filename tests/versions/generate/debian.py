"""Pairs of Debian versions, ordered by `dpkg --compare-versions`.

    python3 debian.py 2000 1 > ../debian-generated.txt

Arguments: how many pairs, and a seed. dpkg only warns of characters that no version can have; those
versions count as unreadable. That a version should begin with a digit is a warning without effect.
"""

import random
import subprocess
import sys

count, seed = (sys.argv[1:] + ["2000", "1"][len(sys.argv) - 1 :])[:2]
rng = random.Random(int(seed))

EPOCHS = ["", "", "", "", "", "0:", "1:", "01:", "2147483647:", "2147483648:", ":", "a:"]
NUMBERS = ["0", "0", "1", "1", "2", "9", "10", "00", "01", "010", "20230101", "18446744073709551616",
           "18446744073709551617", ""]
TOKENS = [".", ".", "~", "~", "+", "-", "a", "A", "b", "z", "Z", "rc1", "0", "1", "10", "007", "..", "~~",
          "+dfsg", "~rc", "+really", "é", "_", ":", "."]
REVISIONS = ["", "", "-0", "-1", "-01", "-1.1", "-10", "-0ubuntu1", "-1~bpo12+1", "-1+deb12u1", "-1+b1", "-",
             "-1ubuntu0.22.04.1", "-18446744073709551616", "-a_b", "-~"]


def version(core):
    tail = "".join(rng.choice(TOKENS) for _ in range(rng.choice([0, 0, 1, 2, 3, 5])))
    return rng.choice(EPOCHS) + core + tail + rng.choice(REVISIONS)


def dpkg(a, operator, b):
    run = subprocess.run(["dpkg", "--compare-versions", a, operator, b], capture_output=True, text=True)
    warnings = [line for line in run.stderr.splitlines() if "does not start with digit" not in line]
    # Of two flaws dpkg names only the first.
    hidden = set("é_") & set(a) or ":" in a[a.rfind("-") :] and "-" in a
    return run.returncode == 0, not (warnings or run.stderr and hidden)


oracle = subprocess.run(["dpkg", "--version"], capture_output=True, text=True).stdout.split()[6]
left = int(count)
print(f"# generate/debian.py {count} {seed}: dpkg {oracle}")
while left > 0:
    core = ".".join(rng.choice(NUMBERS) for _ in range(rng.randint(1, 4)))
    near = core if rng.random() < 0.7 else ".".join(rng.choice(NUMBERS) for _ in range(rng.randint(1, 4)))
    a, b = version(core), version(near)
    # dpkg takes a hyphen in front for an option.
    if a == b or not a or not b or "-" in (a[0], b[0]):
        continue
    bad = next((text for text in (a, b) if not dpkg(text, "eq", text)[1]), None)
    if bad is not None:
        # Most nonsense is skipped, or little else would be left.
        if rng.random() < 0.1:
            print(f"! {bad}")
            left -= 1
        continue
    left -= 1
    less, equal = dpkg(a, "lt", b)[0], dpkg(a, "eq", b)[0]
    print(f"{a} = {b}" if equal else f"{a} < {b}" if less else f"{b} < {a}")
