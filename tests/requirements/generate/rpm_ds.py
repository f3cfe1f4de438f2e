"""Relations and versions of RPM, decided by rpm's own `rpm.ds`.

    apt-get install python3-rpm && /usr/bin/python3 rpm_ds.py 2000 1 > ../rpm-generated.txt

Arguments: how many pairs, and a seed. A relation is held against a package that provides the one
version. A comma means "and": every clause is asked for itself. The one version has a release, as
every package has; what rpm makes of one without is left out.
"""

import random
import sys

import rpm

count, seed = (sys.argv[1:] + ["2000", "1"][len(sys.argv) - 1 :])[:2]
rng = random.Random(int(seed))

SENSES = {"<": rpm.RPMSENSE_LESS, "=": rpm.RPMSENSE_EQUAL, ">": rpm.RPMSENSE_GREATER}
OPERATORS = ["<", "<=", "=", ">=", ">", "=="]
EPOCHS = ["", "", "", "", "0:", "1:", "01:", "2:"]
NUMBERS = ["0", "0", "1", "1", "2", "3", "10", "01", "18446744073709551616"]
TAILS = ["", "", "", "~rc1", "^git1", "a", "_1", ".0", "~~", "..1", "+b"]
RELEASES = ["-0", "-1", "-01", "-1.el9", "-1.el9_2", "-10.el9", "-2", "-1~rc1", "-1^a"]


def version(releases):
    core = ".".join(rng.choice(NUMBERS) for _ in range(rng.choice([1, 2, 2, 2, 3])))
    return rng.choice(EPOCHS) + core + rng.choice(TAILS) + rng.choice(releases)


def near(text, releases):
    one = rng.random()
    core = text.split("-")[0]
    if one < 0.25 and ("-" in text or "" in releases):
        return text
    return core + rng.choice(releases) if one < 0.6 else version(releases)


def relation(operator, text):
    flags = 0
    for sign in operator:
        flags |= SENSES[sign]
    return rpm.ds(("package", flags, text), rpm.RPMTAG_REQUIRENAME)


left = int(count)
print(f"# generate/rpm_ds.py {count} {seed}: rpm {rpm.__version__}")
while left > 0:
    first = version(RELEASES + [""] * 6)
    clauses = [(rng.choice(OPERATORS), first)]
    if rng.random() < 0.3:
        clauses.append((rng.choice(OPERATORS), near(first, RELEASES + [""] * 6)))
    one = near(rng.choice(clauses)[1], RELEASES)
    provided = relation("=", one)
    found = "yes" if all(relation(*clause).Compare(provided) for clause in clauses) else "no"
    gap = rng.choice(["", " ", " "])
    text = rng.choice([",", ", ", " , "]).join(operator + gap + version for operator, version in clauses)
    print(f"{text} : {one} {found}")
    left -= 1
