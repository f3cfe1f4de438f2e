package = "odd"
version = _VERSION
source = {}
dependencies = needs
dependencies = { "good 1.0", ">= 1.0", more, "a" .. "b", {}, "" }
build = {}
