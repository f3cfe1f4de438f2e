module example.com/app

require ( )

exclude (
	example.com/left v1.0.0
)

require example.com/kept v1.2.3
