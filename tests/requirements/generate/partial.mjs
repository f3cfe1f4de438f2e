// Ranges of plain SemVer, and tags of GitHub Actions, decided by npm's `semver`.
//
//     npm install --no-save semver@7 && node partial.mjs 2000 1 range > ../semver-generated.txt
//     node partial.mjs 2000 1 tag > ../githubactions-generated.txt
//
// Arguments: how many pairs, a seed, and what to write. Neither has a tool of its own: this is an
// oracle only for the forms that they share with npm, where pre-releases take part like any other
// version. So commas and `!=` are left out, and a tag such as `v4` is the range `4`.
import { createRequire } from 'node:module'

const semver = createRequire(`${process.cwd()}/`)('semver')
const { version: oracle } = createRequire(`${process.cwd()}/`)('semver/package.json')
const [count, seed, form] = process.argv.slice(2)
const options = { includePrerelease: true }

let state = Number(seed)
const random = (below) => {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
  return (state >>> 8) % below
}
const pick = (list) => list[random(list.length)]

const NUMBERS = ['0', '0', '0', '1', '1', '2', '3', '10', '4294967296']
const TAILS = ['-0', '-1', '-alpha', '-alpha.1', '-beta.2', '-beta.11', '-rc.1', '-rc1', '-RC.1', '-a-b', '+b', '-1+b.2', '--', '-x']
const OPERATORS = ['', '', '^', '^', '~', '~', '>=', '>', '<', '<=', '=', '~>']
const STARS = ['x', 'X', '*']
const WORDS = ['latest', 'main', 'v', 'release/v1', '8e5e7e5ab8b370d6c329ec480221332ada57f0ab', 'stable', '-', 'a.b', '1.2.3.4', '1.a']

const numbers = (length) => Array.from({ length }, () => pick(NUMBERS)).join('.')
const version = () => numbers(3) + (random(2) ? pick(TAILS) : '')
const partial = () => {
  const given = random(3)
  if (random(2)) return numbers(1 + random(2))
  return given === 0 ? pick(STARS) : `${numbers(given)}.${pick(STARS)}`
}
const prefix = () => pick(['', '', '', 'v'])
const comparator = () => pick(OPERATORS) + pick(['', '', '', ' ']) + prefix() + (random(3) ? version() : partial())
const side = () => Array.from({ length: 1 + random(random(2) + 2) }, comparator).join(pick([' ', ' ', '  ']))
const range = () => Array.from({ length: random(3) ? 1 : 2 }, side).join(pick(['||', ' || ']))
const tag = () => prefix() + pick([numbers(1), numbers(1), numbers(2), version(), version()])
const requirement = () => (random(40) === 0 ? pick(WORDS) : form === 'tag' ? tag() : range())

// A version whose numbers stand in the requirement says more than any other.
const near = (text) => {
  const found = text.match(/\d+\.\d+\.\d+(-[0-9a-z.-]+)?/g) ?? []
  const one = found.length && random(2) ? pick(found) : version()
  const tailed = random(3) ? one : one.split(/[-+]/)[0] + pick(TAILS)
  return semver.valid(tailed) ? tailed : version()
}

console.log(`# generate/partial.mjs ${count} ${seed} ${form}: npm's semver ${oracle}, pre-releases included`)
for (let line = 0; line < Number(count); ) {
  const text = requirement()
  const candidate = prefix() + near(text)
  const isRead = semver.validRange(text, options) !== null
  const answer = !isRead ? 'error' : semver.satisfies(candidate, text, options) ? 'yes' : 'no'
  // Most nonsense is skipped, or little else would be left.
  if (answer === 'error' && random(4)) continue
  console.log(`${text} : ${candidate} ${answer}`)
  line++
}
