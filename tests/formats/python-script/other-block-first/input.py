# /// other
# dependencies = ["not-read==1.0"]
# ///
#
# /// script
# dependencies = ["mcp==1.9.0"]
# ///
