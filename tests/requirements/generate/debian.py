"""Relations and versions of Debian, decided by `dpkg --compare-versions`.

    python3 debian.py 2000 1 > ../debian-generated.txt

Arguments: how many pairs, and a seed. A comma means "and": every clause is asked for itself.
"""

import random
import subprocess
import sys
from functools import lru_cache

count, seed = (sys.argv[1:] + ["2000", "1"][len(sys.argv) - 1 :])[:2]
rng = random.Random(int(seed))

OPERATORS = ["<<", "<=", "=", ">=", ">>", "<<", "<=", "=", ">=", ">>", "<", ">"]
ODD = ["", "~", "~>", "^", "><", "=>", "=<", ">>>", "<>"]
EPOCHS = ["", "", "", "", "0:", "1:", "01:", "2:"]
NUMBERS = ["0", "0", "1", "1", "2", "3", "10", "01", "18446744073709551616"]
TAILS = ["", "", "", "~rc1", "~", "+dfsg", "a", "-0", "-1", "-01", "-1.1", "-1~bpo12+1", "-1+deb12u1", "-1ubuntu1", "~rc1-1", "-2", "_", ":", "-a_b"]


def version():
    core = ".".join(rng.choice(NUMBERS) for _ in range(rng.choice([1, 2, 2, 2, 3])))
    return rng.choice(EPOCHS) + core + rng.choice(TAILS)


def near(text):
    one = rng.random()
    core = text.split("-")[0].split("~")[0]
    return text if one < 0.25 else core + rng.choice(TAILS) if one < 0.6 else version()


@lru_cache(100_000)
def dpkg(a, operator, b):
    run = subprocess.run(["dpkg", "--compare-versions", a, operator, b], capture_output=True, text=True)
    warnings = [line for line in run.stderr.splitlines() if "obsolete" not in line]
    return None if run.returncode > 1 or warnings else run.returncode == 0


def answer(clauses, one):
    answers = [dpkg(one, operator, version) for operator, version in clauses]
    return "error" if None in answers else "yes" if all(answers) else "no"


left = int(count)
print(f"# generate/debian.py {count} {seed}: dpkg {subprocess.run(['dpkg', '--version'], capture_output=True, text=True).stdout.split()[6]}")
while left > 0:
    first = version()
    clauses = [(rng.choice(OPERATORS), first)]
    if rng.random() < 0.3:
        clauses.append((rng.choice(OPERATORS), near(first)))
    if rng.random() < 0.05:
        clauses[0] = (rng.choice(ODD[1:]), first)
    gap = rng.choice(["", " ", " "])
    text = rng.choice([",", ", ", " , "]).join(operator + gap + version for operator, version in clauses)
    text = rng.choice(["", "", "("]) + text
    text += ")" * text.startswith("(")
    one = near(rng.choice(clauses)[1])
    found = answer(clauses, one)
    # Most nonsense is skipped, or little else would be left.
    if found == "error" and rng.random() < 0.75:
        continue
    left -= 1
    print(f"{text} : {one} {found}")
