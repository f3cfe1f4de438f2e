module example.com/app

go 1.22

require (
	example.com/a v1.0.0
	example.com/b v1.0.0
)

replace (
	example.com/a v1.5.0 => example.com/a v1.4.0
	example.com/b => example.com/b v1.9.0
	example.com/b v1.0.0 => example.com/b v1.0.1
	example.com/c v1.0.0 => example.com/c v1.0.1
)
