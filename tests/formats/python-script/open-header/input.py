# /// script
# dependencies = [
#   "mcp==1.9.0",
# ]
import mcp
x = 1
