module example.com/oldm

go 1.14

require example.com/shape v1.5.0-rc.1
