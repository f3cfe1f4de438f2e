from setuptools import setup
TESTS = ('lamp-test==1.0', 'wire-mock')
setup(
    name='lamp',
    install_requires='wire>=0.1\n  socket==0.2\n',
    setup_requires=list(BUILD),
    tests_require=sorted(TESTS),
    extras_require=dict(
        colour=['paint==1.2', "brush"],
        testing=TESTS,
        wood='plane==2.0\nsaw',
    ),
)
# Pairs are not read, nor what a function makes of names.
BUILD = set(["never", "read"])
