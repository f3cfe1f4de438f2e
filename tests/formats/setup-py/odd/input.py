from setuptools import setup
setup(install_requires=["good==1.0", "]bad[", 12, None, "open==1.0