from os import path
import sys

print(path.join(sys.argv[1], "x"))
