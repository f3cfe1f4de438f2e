// Ranges and versions of npm, decided by npm's own `semver` in its loose mode.
//
//     npm install --no-save semver@7 && node npm.mjs 500 1 > ../npm-generated.txt
//
// Arguments: how many pairs, a seed, and `tsv` for tab-separated lines.
import { createRequire } from 'node:module'

const semver = createRequire(`${process.cwd()}/`)('semver')
const { version: oracle } = createRequire(`${process.cwd()}/`)('semver/package.json')
const [count = '500', seed = '1', form = 'text'] = process.argv.slice(2)

let state = Number(seed)
const random = (below) => {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
  return (state >>> 8) % below
}
const pick = (list) => list[random(list.length)]
const some = (chance, make) => (random(chance) === 0 ? make() : '')

const NUMBERS = ['0', '0', '0', '1', '1', '2', '2', '3', '10']
const ODD = ['01', '00', 'x', 'X', '*', '9007199254740991', '9007199254740992']
const TAILS = ['-0', '-alpha', '-alpha.1', '-beta.2', '-rc.1', '-rc1', 'beta', '-', '+b', '-1+b.2', '-x', '*', '-av']
const OPERATORS = ['', '', '^', '~', '>=', '>', '<', '<=', '=', '~>']
const GAPS = ['', '', '', '', ' ', '  ', 'v', '= ', ' v', 'v ']

const number = () => (random(9) ? pick(NUMBERS) : pick(ODD))
const partial = () => Array.from({ length: random(3) ? 3 : 1 + random(4) }, number).join('.')
const comparator = () => pick(OPERATORS) + pick(GAPS) + partial() + some(3, () => pick(TAILS))
const side = () => {
  if (random(8) === 0) return `${partial()}${some(3, () => pick(TAILS))} - ${partial()}${some(3, () => pick(TAILS))}`
  if (random(40) === 0) return pick(['', '*', 'latest', 'x', '>= 0.0.0', '-', '||', 'a b'])
  return Array.from({ length: 1 + random(random(2) + 2) }, comparator).join(pick([' ', ' ', ' ', ', ', '  ']))
}
const range = () => Array.from({ length: 1 + some(3, () => 1) * 1 }, side).join(pick(['||', ' || ']))
const version = () => `${pick(NUMBERS)}.${pick(NUMBERS)}.${pick(NUMBERS)}${some(2, () => pick(['-0', '-alpha', '-alpha.2', '-beta.2', '-rc.2', '-rc1', '+b', '-1']))}`
// A version whose numbers stand in the range says more than any other.
const near = (text) => {
  const found = text.match(/\d+\.\d+\.\d+(-[0-9a-z.]+)?/g)
  const one = found && random(2) ? pick(found) : version()
  return semver.valid(one, true) ? one : version()
}

if (form !== 'tsv') console.log(`# generate/npm.mjs ${count} ${seed}: npm's semver ${oracle}, loose`)
for (let line = 0; line < Number(count); line++) {
  const requirement = range()
  const candidate = near(requirement)
  const valid = semver.validRange(requirement, true) !== null
  const answer = !valid ? 'error' : semver.satisfies(candidate, requirement, true) ? 'yes' : 'no'
  console.log(form === 'tsv' ? `${requirement}\t${candidate}\t${answer}` : `${requirement} : ${candidate} ${answer}`)
}
