"""Pairs of RPM versions, ordered by rpm's own `rpm.vercmp`.

    apt-get install rpm && python3 rpm.py 2000 1 > ../rpm-generated.txt

Arguments: how many pairs, and a seed.
"""

import random
import subprocess
import sys
import tempfile

count, seed = (sys.argv[1:] + ["2000", "1"][len(sys.argv) - 1 :])[:2]
rng = random.Random(int(seed))

EPOCHS = ["", "", "", "", "0:", "1:", "01:", "18446744073709551616:"]
NUMBERS = ["0", "0", "1", "1", "2", "9", "10", "00", "01", "010", "20230101", "18446744073709551616",
           "18446744073709551617"]
TOKENS = [".", ".", "~", "~", "^", "^", "+", "_", "a", "A", "b", "z", "Z", "rc1", "0", "1", "10", "007", "..", "~~",
          "^^", "~^", "git", ".el9", "_2", "%"]
RELEASES = ["", "", "-0", "-1", "-01", "-1.el9", "-1.el9_2", "-10.el9", "-1.el10", "-0.1.rc1", "-1~rc1", "-1^git1"]


def version(core):
    tail = "".join(rng.choice(TOKENS) for _ in range(rng.choice([0, 0, 1, 2, 3, 5])))
    return rng.choice(EPOCHS) + core + tail + rng.choice(RELEASES)


def numbers():
    return rng.choice([".", ".", ".", "_"]).join(rng.choice(NUMBERS) for _ in range(rng.randint(1, 4)))


pairs = []
while len(pairs) < int(count):
    core = numbers()
    pair = version(core), version(core if rng.random() < 0.7 else numbers())
    if pair[0] != pair[1]:
        pairs.append(pair)
with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
    file.writelines(f"{a} {b}\n" for a, b in pairs)
    file.flush()
    lua = f'for l in io.lines("{file.name}") do local a,b=l:match("(%S+) (%S+)"); print(rpm.vercmp(a,b) .. "\\n") end'
    orders = subprocess.run(["rpm", "--eval", "%{lua:" + lua + "}"], capture_output=True, text=True, check=True)
oracle = subprocess.run(["rpm", "--version"], capture_output=True, text=True).stdout.strip()
print(f"# generate/rpm.py {count} {seed}: {oracle}")
for (a, b), order in zip(pairs, orders.stdout.split(), strict=True):
    print({"0": f"{a} = {b}", "-1": f"{a} < {b}", "1": f"{b} < {a}"}[order])
