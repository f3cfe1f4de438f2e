version       = "0.1.0"
author        = "Ada"
license       = "MIT"
#[ requires "not-this" ]#
# requires "nor-this"
requires "nim >= 1.6.0"
requires "jester >= 0.5.0 & < 0.7", "chronos == 4.0.3"
requires "one >= 1.0, two"
requires "branch#head"
requires "https://user:not-shown@example.org/code/tool#v1.2"
taskRequires "test", "unittest2 >= 0.2"
requires("called ^= 1.2")
