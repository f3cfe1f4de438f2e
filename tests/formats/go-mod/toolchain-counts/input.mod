module example.com/app

go 1.24.0

toolchain go1.24.3-custom

require example.com/colour v1.2.3

tool example.com/gen

ignore ./node_modules
