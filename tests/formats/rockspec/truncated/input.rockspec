package = "cut"
version = "1.0-1"
source = {}
build = {}
dependencies = {
  "lpeg == 1.0.2",
  "busted