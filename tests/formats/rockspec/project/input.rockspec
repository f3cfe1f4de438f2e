rockspec_format = "3.0"
package = "weather"
version = "1.2.0-1"
source = {
  url = "git+https://example.org/weather.git",
  tag = "v1.2.0",
}
description = {
  summary = [[What the weather does; dependencies = { "not-this" }]],
  license = "MIT",
}
--[[ dependencies = { "nor-this" } ]]
dependencies = {
  "lua >= 5.1, < 5.5", -- the language
  "luafilesystem >= 1.8.0-1",
  'penlight == 1.13.1-1';
  "lpeg ~> 1.0",
  "lua-cjson 2.1.0",
  "team/own",
  platforms = {
    unix = { "luaposix" },
  },
}
build_dependencies = { "luarocks-build-rust == 0.2.0" }
test_dependencies = {
  "busted",
}
external_dependencies = { EXPAT = { header = "expat.h" } }
build = {
  type = "builtin",
  modules = { dependencies = "src/dependencies.lua", version = "src/version.lua" },
}
