// Pairs of npm versions, ordered by npm's own `semver` in its loose mode.
//
//     npm install --no-save semver@7 && node npm.mjs 2000 1 > ../npm-generated.txt
//
// Arguments: how many pairs, and a seed.
import { createRequire } from 'node:module'

const semver = createRequire(`${process.cwd()}/`)('semver')
const { version: oracle } = createRequire(`${process.cwd()}/`)('semver/package.json')
const [count = '2000', seed = '1'] = process.argv.slice(2)

let state = Number(seed)
const random = (below) => {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
  return (state >>> 8) % below
}
const pick = (list) => list[random(list.length)]

const PREFIXES = ['', '', '', '', 'v', '=', 'v=', 'V']
const NUMBERS = ['0', '0', '1', '1', '2', '9', '10', '00', '01', '4294967296', '9007199254740991', '9007199254740992', '18446744073709551616', '']
const TOKENS = ['-', '-', '-', '.', '.', '.', '+', '0', '1', '2', '10', '01', 'a', 'b', 'A', 'alpha', 'beta',
  'rc', 'x', '1a', 'a1', '-1', '--', '9999999999', '_', '*', '18446744073709551615', 'é', '１', '.', 'RC', 'Beta']
const TAILS = ['', '', '-0', '-1', '-alpha', '-alpha.1', '-alpha.beta', '-beta.2', '-beta.11', '-rc.1', '-rc1',
  'beta', 'rc.1', '-', '+build', '-1+b', '.1', '.0-a']

const tail = () =>
  random(2) ? pick(TAILS) : Array.from({ length: random(5) }, () => pick(TOKENS)).join('')
const numbers = () => Array.from({ length: random(12) ? 3 : 1 + random(4) }, () => pick(NUMBERS)).join('.')
const near = (core) => (random(3) ? core : numbers())

console.log(`# generate/npm.mjs ${count} ${seed}: npm's semver ${oracle}, loose`)
for (let line = 0; line < Number(count); ) {
  const core = numbers()
  const a = pick(PREFIXES) + core + tail()
  const b = pick(PREFIXES) + near(core) + tail()
  if (a === b) continue
  const bad = [a, b].find((version) => !semver.valid(version, true))
  if (bad !== undefined) {
    // Most nonsense is skipped, or little else would be left.
    if (random(16) === 0) {
      console.log(`! ${bad}`)
      line++
    }
    continue
  }
  const order = semver.compare(a, b, true)
  console.log(order === 0 ? `${a} = ${b}` : order < 0 ? `${a} < ${b}` : `${b} < ${a}`)
  line++
}
