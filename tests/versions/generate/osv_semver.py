"""Pairs of SemVer versions as tags and records spell them, ordered by OSV's own `semver_index`.

    pip install --no-deps osv semver && python3 osv_semver.py 2000 1 > ../semver-generated.txt
    python3 osv_semver.py 2000 2 > ../githubactions-generated.txt

Arguments: how many pairs, and a seed. No text has a large `V`, which OSV does not know, nor digits
of other scripts, which Python counts.
"""

import importlib.util
import os
import random
import sys
from importlib.metadata import version as release_of

home = importlib.util.find_spec("osv").submodule_search_locations[0]
spec = importlib.util.spec_from_file_location("semver_index", os.path.join(home, "semver_index.py"))
oracle = importlib.util.module_from_spec(spec)
spec.loader.exec_module(oracle)

count, seed = (sys.argv[1:] + ["2000", "1"][len(sys.argv) - 1 :])[:2]
rng = random.Random(int(seed))

NUMBERS = ["0", "0", "1", "1", "2", "9", "10", "00", "01", "010", "20230101", "4294967296", "9223372036854775808",
           "18446744073709551615", "18446744073709551616", "18446744073709551617", "1" + "0" * 40, ""]
TAILS = ["", "", "", "-0", "-1", "-01", "-alpha", "-alpha.1", "-alpha.beta", "-beta.2", "-beta.11", "-rc.1", "-rc1", "-RC.1",
         "-", "--", "-.", "-a..b", "-a.", "-.a", "-dev", "-SNAPSHOT", "-stable", "+build", "+build.01", "+a-b", "-1+b", "-+b",
         "-a+", "+a.", ".1", ".", "-20230101120000", "-0.20191109021931-daa7c04131f5", "+incompatible", "-x.7.z.92", "-final"]
TOKENS = ["-", "-", ".", ".", "+", "0", "1", "2", "10", "01", "001", "a", "A", "b", "B", "alpha", "rc", "RC", "1a", "a1", "-1",
          "--", "18446744073709551616", "18446744073709551617", "_", "~", "..", "00"]


def core():
    parts = 3 if rng.random() < 0.7 else rng.randint(1, 4)
    return ".".join(rng.choice(NUMBERS) for _ in range(parts))


def tail():
    if rng.random() < 0.5:
        return rng.choice(TAILS)
    return "-" + "".join(rng.choice(TOKENS) for _ in range(rng.randint(0, 6)))


def read(text):
    try:
        return oracle.parse(text)
    except ValueError:
        return None


left = int(count)
print(f"# generate/osv_semver.py {count} {seed}: semver_index of osv {release_of('osv')}")
while left > 0:
    first = core()
    second = first if rng.random() < 0.7 else core()
    texts = [rng.choice(["", "", "v"]) + text + tail() for text in (first, second)]
    if texts[0] == texts[1] or not all(texts):
        continue
    (a, b), (x, y) = texts, map(read, texts)
    if x is None or y is None:
        # Most nonsense is skipped, or little else would be left.
        if rng.random() < 0.06:
            print(f"! {a if x is None else b}")
            left -= 1
        continue
    left -= 1
    print(f"{a} = {b}" if x.compare(y) == 0 else f"{a} < {b}" if x < y else f"{b} < {a}")
