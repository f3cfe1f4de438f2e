#!/usr/bin/env -S uv run --script
# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "mcp[cli]==1.9.0",
#   "httpx<1",  # why
#
#   "lib",
# ]
# [tool.uv.sources]
# lib = { git = "https://git.example/o/lib", rev = "0123456789abcdef0123456789abcdef01234567" }
# ///
"""Né."""
import mcp

dependencies = ["not-read==1.0"]
# dependencies = ["not-read-either==1.0"]
