"""Sets the project up. install_requires = ["not-this-one"] is only told about."""
from setuptools import find_packages, setup

setup(
    name="weather",
    version="1.2.3",
    packages=find_packages(),
    python_requires=">=3.9",
    install_requires=[
        # "commented-out==1.0",
        "mcp==1.9.0",
        'httpx >= 0.27, < 1',
        "uvicorn[standard]",
        r"anyio~=4.5",  # a reason
        "tomli ; python_version < '3.11'",
        "local @ git+https://user:not-shown@example.org/local.git@v1",
    ],
    setup_requires=("setuptools_scm", "wheel==0.43.0"),
    tests_require="""
        pytest>=8
        # with a reason
        pytest-asyncio
    """,
    extras_require={
        "cli": ["rich==13.7.1", "typer"],
        ':sys_platform == "win32"': ["pywin32"],
        "one": "one-string==1.0",
    },
    entry_points={"console_scripts": ["weather=weather.cli:main"]},
)
