// Pairs of Go versions, ordered by golang.org/x/mod/semver.
//
//	apt-get install golang-go golang-golang-x-mod-dev
//	GO111MODULE=off GOPATH=/usr/share/gocode go run go.go 2000 1 > ../go-generated.txt
//
// Arguments: how many pairs, and a seed. Half of the versions are written without their `v`, as OSV does.
package main

import (
	"fmt"
	"math/rand"
	"os"
	"strconv"

	"golang.org/x/mod/semver"
)

var (
	numbers = []string{"0", "0", "1", "1", "2", "9", "10", "00", "01", "18446744073709551616", "18446744073709551617", ""}
	tails   = []string{"", "", "", "-0", "-1", "-alpha", "-alpha.1", "-alpha.beta", "-rc.1", "-rc1", "-rc.01", "+incompatible",
		"+incompatible.1", "-0.20191109021931-daa7c04131f5", "-pre.0.20191109021931-daa7c04131f5", "-", "+", "-a..b", "-a+b", ".1"}
	tokens = []string{"-", "-", ".", ".", "+", "0", "1", "10", "01", "a", "A", "rc", "1a", "-1", "20191109021931", "_", "18446744073709551616", "é", "RC", "..", "00"}
)

func argument(at, otherwise int) int {
	if len(os.Args) <= at {
		return otherwise
	}
	number, err := strconv.Atoi(os.Args[at])
	if err != nil {
		panic(err)
	}
	return number
}

func pick(list []string) string { return list[rand.Intn(len(list))] }

func core() string {
	parts := 3
	if rand.Intn(6) == 0 {
		parts = 1 + rand.Intn(4)
	}
	text := pick(numbers)
	for ; parts > 1; parts-- {
		text += "." + pick(numbers)
	}
	return text
}

func tail() string {
	if rand.Intn(2) == 0 {
		return pick(tails)
	}
	text := ""
	for left := rand.Intn(5); left > 0; left-- {
		text += pick(tokens)
	}
	return text
}

func shown(version string) string {
	if rand.Intn(2) == 0 {
		return version
	}
	return "v" + version
}

func main() {
	count, seed := argument(1, 2000), argument(2, 1)
	rand.Seed(int64(seed))
	fmt.Printf("# generate/go.go %d %d: golang.org/x/mod/semver\n", count, seed)
	for line := 0; line < count; line++ {
		first := core()
		second := first
		if rand.Intn(10) >= 7 {
			second = core()
		}
		a, b := first+tail(), second+tail()
		order := semver.Compare("v"+a, "v"+b)
		// Most nonsense is skipped, or little else would be left.
		skipped := rand.Intn(64) > 0
		switch {
		case a == b || a == "" || b == "" || skipped && !(semver.IsValid("v"+a) && semver.IsValid("v"+b)):
			line--
		case !semver.IsValid("v" + a):
			fmt.Println("!", shown(a))
		case !semver.IsValid("v" + b):
			fmt.Println("!", shown(b))
		case order == 0:
			fmt.Println(shown(a), "=", shown(b))
		case order < 0:
			fmt.Println(shown(a), "<", shown(b))
		default:
			fmt.Println(shown(b), "<", shown(a))
		}
	}
}
