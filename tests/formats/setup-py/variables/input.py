import setuptools

REQUIRED = ["mcp==1.9.0"]
DEV = [
    "ruff==0.6.0",
]
extras = {"docs": ["mkdocs==1.6.0"], "dev": DEV}

install_requires = REQUIRED + ["httpx==0.27.0"]
install_requires += ["more==1.0"]
if True:
    install_requires.append("appended==1.0")
    install_requires.extend(["extended==1.0", "twice==1.0"])

kwargs = {"setup_requires": ["in-a-dictionary==1.0"]}
kwargs["tests_require"] = ["by-a-key==1.0"]

extras["all"] = sum(extras.values(), [])
extras["dev"] += ["late==1.0"]

setuptools.setup(
    install_requires=install_requires,
    extras_require=extras,
    **kwargs,
)

REQUIRED += ["below-the-call==1.0"]
