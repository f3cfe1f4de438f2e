module example.org/server

go 1.19

replace example.com/orig => example.com/fork v1.0.9

replace example.com/local => ./local

require (
	example.com/Upper v2.1.0+incompatible
	example.com/local v0.0.0-00010101000000-000000000000
	example.com/mcp v1.2.0
	example.com/orig v1.0.0
)

require example.com/schema v0.4.1 // indirect
