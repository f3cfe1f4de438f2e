license = "MIT"
requires "nim >= 2.0"
requires deps
requires ">= 1.0", "", "good"
requires "open