module example.com/server
go 1.20
require (
	example.com/a v1.0.0
	example.com/b v1.1.0
	example.com/c v1.2.0
	example.com/d v1.3.0 // indirect
)
replace (
	example.com/a => ../a
	example.com/b v1.0.0 => example.org/other v9.9.9
	example.com/b => example.org/fork v1.1.1
	example.com/c v1.2.0 => example.com/c v1.2.7
)
replace example.com/unused => example.org/used v0.1.0
replace example.com/d => C:\\src\\d
