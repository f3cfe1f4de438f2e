module example.com/server

require (
	example.com/a v1.0.0
	example.com/b v1