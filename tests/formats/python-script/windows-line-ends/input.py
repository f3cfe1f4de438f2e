# /// script
# dependencies = ["mcp==1.9.0", "httpx"]
# ///
import mcp
