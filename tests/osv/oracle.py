"""An evaluator of OSV records that shares nothing with mcpvet: the schema's pseudocode.

    python3 oracle.py PyPI|Go|crates.io RECORDS.jsonl > questions.jsonl
    python3 oracle.py --compare answers.jsonl

The first writes a question for every listed version, for every boundary and its neighbours, with
the expected verdict as "want"; the second counts the answers whose "verdict" is another one.
Needs `packaging` for PyPI. Events of one version count in the order of the file, as in osv.dev.
"""

import collections
import functools
import json
import re
import sys

SEMVER = re.compile(r"(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+([0-9A-Za-z.-]+))?")


class Unreadable(Exception):
    """A text is no version of the ecosystem."""


def identifiers(text):
    parts = text.split(".") if text else []
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts)


def semver(ecosystem, text):
    if ecosystem == "Go":
        text = text.removeprefix("v")
        if re.fullmatch(r"\d+(\.\d+)?", text):  # golang.org/x/mod/semver: v1 is v1.0.0
            text += ".0" * (2 - text.count("."))
    match = SEMVER.fullmatch(text)
    if not match:
        raise Unreadable(text)
    pre = (0, identifiers(match[4])) if match[4] else (1, ())
    # The semver crate, and with it Cargo, breaks ties by build metadata.
    build = identifiers(match[5]) if ecosystem == "crates.io" else ()
    return (int(match[1]), int(match[2]), int(match[3]), pre, build)


@functools.cache
def key(ecosystem, text):
    if ecosystem != "PyPI":
        return semver(ecosystem, text)
    from packaging.version import InvalidVersion, Version

    try:
        return Version(text)
    except InvalidVersion:
        raise Unreadable(text) from None


def value(event):
    return next(iter(event.values()))


def in_range(ecosystem, version, events):
    limits = [event["limit"] for event in events if "limit" in event]
    if limits and not any(it == "*" or version < key(ecosystem, it) for it in limits):
        return False

    def order(a, b):
        zero_a, zero_b = a.get("introduced") == "0", b.get("introduced") == "0"
        if zero_a or zero_b:
            return zero_b - zero_a
        a, b = key(ecosystem, value(a)), key(ecosystem, value(b))
        return (b < a) - (a < b)

    vulnerable = False
    timeline = [event for event in events if "limit" not in event]
    for event in sorted(timeline, key=functools.cmp_to_key(order)):
        text = value(event)
        if "introduced" in event:
            vulnerable |= text == "0" or version >= key(ecosystem, text)
        elif "fixed" in event:
            vulnerable &= version < key(ecosystem, text)
        elif "last_affected" in event:
            vulnerable &= version <= key(ecosystem, text)
    return vulnerable


def normal(ecosystem, name):
    return re.sub(r"[-_.]+", "-", name).lower() if ecosystem == "PyPI" else name


def readable(ecosystem, text):
    try:
        return key(ecosystem, text)
    except Unreadable:
        return None


def is_listed(ecosystem, entries, text):
    version = readable(ecosystem, text)
    listed = (it for entry in entries for it in entry.get("versions", []))
    return any(
        it == text or (version is not None and readable(ecosystem, it) == version) for it in listed
    )


def decide(ecosystem, record, name, text):
    if record.get("withdrawn"):
        return "unaffected"
    entries = [
        entry
        for entry in record.get("affected", [])
        if entry.get("package", {}).get("ecosystem") == ecosystem
        and normal(ecosystem, entry["package"]["name"]) == normal(ecosystem, name)
    ]
    if is_listed(ecosystem, entries, text):
        return "affected"
    version = readable(ecosystem, text)
    ranges = [it for entry in entries for it in entry.get("ranges", [])]
    lines = [it["events"] for it in ranges if it["type"] != "GIT" and it["events"]]
    unreadable = False
    for events in lines:
        try:
            for event in events:
                if value(event) not in ("0", "*"):
                    key(ecosystem, value(event))
            if version is not None and in_range(ecosystem, version, events):
                return "affected"
        except Unreadable:
            unreadable = True
    says_versions = bool(lines) or any(entry.get("versions") for entry in entries)
    only_git = not says_versions and any(it["type"] == "GIT" for it in ranges)
    is_doubtful = unreadable or only_git or (version is None and says_versions)
    return "undecided" if is_doubtful else "unaffected"


def around_pypi(text):
    from packaging.version import Version

    version = Version(text)
    suffixes = (".dev0", "a1", "rc1", ".post1", "+local.1", ".0", ".1")
    yield from (version.base_version + suffix for suffix in suffixes)
    release = list(version.release)
    for at in range(len(release)):
        for step in (1, -1):
            if release[at] + step >= 0:
                yield ".".join(map(str, release[:at] + [release[at] + step] + release[at + 1 :]))
    yield "v" + text


def around_semver(ecosystem, text):
    match = SEMVER.fullmatch(text.removeprefix("v"))
    if not match:
        return
    a, b, c = int(match[1]), int(match[2]), int(match[3])
    core = f"{a}.{b}.{c}"
    near = [core, f"{core}-0", f"{core}-rc.1", f"{core}-alpha", f"{core}+build.5"]
    near += [f"{a}.{b}.{c + 1}", f"{a}.{b + 1}.0", f"{a + 1}.0.0"]
    near += [f"{a}.{b}.{c - 1}"] if c else []
    near += [f"{a}.{b - 1}.999"] if b else []
    near += [f"{core}-{match[4]}.0", f"{core}-{match[4]}a"] if match[4] else []
    if ecosystem == "Go":
        near += ["v" + it for it in near[:4]]
        near += [f"{core}+incompatible", f"v{core}-0.20240102030405-abcdefabcdef"]
    yield from near


ZEROS = {
    "PyPI": ["0", "0.dev0"],
    "Go": ["0.0.0", "v0.0.0-0"],
    "crates.io": ["0.0.0-0", "0.0.0"],
}


def around(ecosystem, text):
    yield text
    if text == "0":
        yield from ZEROS[ecosystem]
    elif readable(ecosystem, text) is not None:
        yield from around_pypi(text) if ecosystem == "PyPI" else around_semver(ecosystem, text)


def asked(ecosystem, entry):
    yield from entry.get("versions", [])
    for line in entry.get("ranges", []):
        if line["type"] != "GIT":
            for event in line["events"]:
                yield from around(ecosystem, value(event))
    yield from ("999999.0.0", "not a version")


def questions(ecosystem, path):
    for line in open(path, encoding="utf-8"):
        record = json.loads(line)
        seen = set()
        for entry in record.get("affected", []):
            name = entry["package"]["name"]
            for text in asked(ecosystem, entry):
                if (name, text) in seen:
                    continue
                seen.add((name, text))
                question = {"id": record["id"], "ecosystem": ecosystem, "name": name}
                want = decide(ecosystem, record, name, text)
                print(json.dumps({**question, "version": text, "want": want}))


def compare(path):
    counts = collections.Counter()
    for line in open(path, encoding="utf-8"):
        answer = json.loads(line)
        counts["pairs"] += 1
        counts[answer["want"]] += 1
        if answer.get("verdict") != answer["want"]:
            counts["disagreements"] += 1
            print(line, end="")
    print(dict(counts), f"{counts['disagreements']} disagreements")


if __name__ == "__main__":
    if sys.argv[1] == "--compare":
        compare(sys.argv[2])
    else:
        questions(sys.argv[1], sys.argv[2])
