module example.com/server

require (
	example.com/no-version
	example.com/branch main
	example.com/commit 0123456789abcdef0123456789abcdef01234567
<<<<<<< HEAD
	example.com/a v1.0.0
=======
	example.com/a v1.1.0
>>>>>>> main
	example.com/a v1.0.0 v2.0.0
)
requires example.com/x v1.0.0
replace example.com/a v1.0.0
