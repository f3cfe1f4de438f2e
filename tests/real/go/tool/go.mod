module example.com/app

go 1.24.0

toolchain go1.24.3

godebug default=go1.21

require (
	example.com/base v1.0.0
	example.com/colour v1.2.3
	example.com/old v0.0.0-20200102030405-abcdef123456
	example.com/shape v1.5.0-rc.1 // pinned until the layout is settled
)

require example.com/tools/local v0.0.0

require (
	example.com/Mixed/Case v0.4.0 // indirect
	example.com/colour/v2 v2.0.1 // indirect
	example.com/deep v0.9.0 // indirect
	example.com/gen v0.3.0 // indirect
)

replace example.com/tools/local => ./local

replace (
	example.com/base v1.0.0 => example.com/fork v1.0.1
	example.com/unused => ../elsewhere
)

exclude example.com/deep v0.9.1

retract (
	[v0.2.0, v0.2.4]
	v0.1.0 // published too early
)

tool example.com/gen
