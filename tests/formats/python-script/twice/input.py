# /// script
# dependencies = ["mcp==1.9.0"]
# ///

# /// script
# dependencies = ["anyio==4.9.0"]
# ///
