// Minimums and queries of Go modules, decided by golang.org/x/mod: semver and module.
//
//	apt-get install golang-go golang-golang-x-mod-dev
//	GO111MODULE=off GOPATH=/usr/share/gocode go run go.go 2000 1 > ../go-generated.txt
//
// Arguments: how many pairs, and a seed. Numbers fit 64 bits. `module.CheckPathMajor` says which versions stand under the
// path of a minimum. What a query allows is told by `newQueryMatcher` of cmd/go in few words, on top
// of `semver.Compare`: a package of its own it is not.
package main

import (
	"fmt"
	"math/rand"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"
)

var (
	numbers = []string{"0", "0", "1", "1", "2", "3", "10"}
	odd     = []string{"00", "01", "", "x", "9999999999"}
	tails   = []string{"-0", "-1", "-alpha.1", "-beta.2", "-rc.1", "-rc1", "+incompatible", "+incompatible", "+incompatible",
		"-0.20191109021931-daa7c04131f5", "-pre.0.20191109021931-daa7c04131f5", "-", "-01", "+meta", "-a+incompatible"}
	words = []string{"latest", "upgrade", "patch", "main", "v", "", "=v1.0.0", "==v1.0.0", "!=v1.0.0", "v1.x", "v1.2-rc", "^v1.0.0", "~v1.0.0"}
)

func pick(list []string) string { return list[rand.Intn(len(list))] }

func number() string {
	if rand.Intn(40) == 0 {
		return pick(odd)
	}
	return pick(numbers)
}

func version(parts int) string {
	text := "v" + number()
	for ; parts > 1; parts-- {
		text += "." + number()
	}
	if parts == 1 && rand.Intn(2) == 0 && strings.Count(text, ".") == 2 {
		text += pick(tails)
	}
	return text
}

func requirement() string {
	switch rand.Intn(12) {
	case 0:
		return pick(words)
	case 1, 2:
		return version(1 + rand.Intn(2))
	case 3, 4, 5:
		parts := 3
		if rand.Intn(6) == 0 {
			parts = 1 + rand.Intn(4)
		}
		return pick([]string{"<", "<=", ">", ">="}) + version(parts)
	}
	return version(3)
}

// A version whose numbers are those of the requirement says more than any other.
func near(text string) string {
	text = strings.TrimLeft(text, "<>=")
	switch rand.Intn(5) {
	case 0:
		return text
	case 1:
		return semver.Canonical(text) + pick([]string{"", "", "+incompatible"})
	case 2:
		return strings.SplitN(strings.SplitN(text, "-", 2)[0], "+", 2)[0] + pick(tails)
	}
	return version(3)
}

func isPrefix(version string) bool {
	return semver.IsValid(version) && strings.Count(version, ".") < 2 && !strings.ContainsAny(version, "-+")
}

// What `<v1.2` and its kin allow; "ambiguous" is an error of cmd/go.
func compared(requirement, candidate string) string {
	sign := requirement[:len(requirement)-len(strings.TrimLeft(requirement, "<>="))]
	bound := requirement[len(sign):]
	if !semver.IsValid(bound) || isPrefix(bound) && (sign == "<=" || sign == ">") {
		return "error"
	}
	order := semver.Compare(candidate, bound)
	return answer(map[string]bool{"<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0}[sign])
}

func minimum(requirement, candidate string) string {
	major := ""
	if name := semver.Major(requirement); name != "v0" && name != "v1" && !strings.HasSuffix(requirement, "+incompatible") {
		major = "/" + name
	}
	err := module.CheckPathMajor(candidate, major)
	return answer(err == nil && semver.Compare(candidate, requirement) >= 0)
}

func answer(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

func decide(requirement, candidate string) string {
	switch {
	case !semver.IsValid(candidate) || requirement == "":
		return "error"
	case requirement[0] == '<' || requirement[0] == '>':
		return compared(requirement, candidate)
	case !semver.IsValid(requirement):
		return "error"
	case isPrefix(requirement):
		return answer(strings.HasPrefix(candidate, requirement+"."))
	}
	return minimum(requirement, candidate)
}

func main() {
	count, _ := strconv.Atoi(os.Args[1])
	seed, _ := strconv.Atoi(os.Args[2])
	rand.Seed(int64(seed))
	fmt.Printf("# generate/go.go %d %d: golang.org/x/mod 0.7.0\n", count, seed)
	for line := 0; line < count; line++ {
		text := requirement()
		candidate := near(text)
		found := decide(text, candidate)
		// Most nonsense is skipped, or little else would be left.
		if candidate == "" || isPrefix(candidate) || found == "error" && rand.Intn(4) > 0 {
			line--
			continue
		}
		fmt.Println(text, ":", candidate, found)
	}
}
