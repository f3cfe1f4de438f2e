from setuptools import setup
from weather import needs

with open("requirements.txt") as file:
    lines = file.read().splitlines()

setup(
    install_requires=lines,
    setup_requires=needs,
    tests_require=[line for line in open("test.txt")] + ["pytest==8.0.0"],
    extras_require={
        "a": read("a.txt"),
        "b": [f"built=={VERSION}", "named==%s" % VERSION, "joined" "==1.0", "plain==1.0"],
        "c": ["first==1.0"] if ready else ["second==1.0"],
        "d": needs.extra,
    },
)
