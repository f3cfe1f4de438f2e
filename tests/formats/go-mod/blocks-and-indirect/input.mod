// The server.
module example.com/server

go 1.21

toolchain go1.22.3-custom

require github.com/mark3labs/mcp-go v0.5.0

require (
	github.com/Example/Upper v2.0.0+incompatible // indirect; kept for tests
	golang.org/x/text v0.3.0 // why // indirect
	"example.org/quoted" v0.0.0-20240101000000-0123456789ab // indirect
)

exclude golang.org/x/text v0.2.0

retract (
	v1.0.0 // broken
	[v1.1.0, v1.2.0]
)

tool golang.org/x/tools/cmd/stringer
