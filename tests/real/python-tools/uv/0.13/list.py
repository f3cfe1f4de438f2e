#!/usr/bin/env -S uv run
# /// script
# requires-python = ">=3.11"
# dependencies = [
#     "fastmcp==2.3.0",
#     "tomli ; python_full_version < '3.11'",
#     "tool",
#     "typer[all]",
# ]
#
# [tool.uv.sources]
# tool = { git = "https://git.example/acme/tool", rev = "v0.4.1" }
# ///
"""Lists files."""
print("x")
