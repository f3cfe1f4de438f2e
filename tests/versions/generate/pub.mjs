// Pairs of Pub versions, and with `range` constraints and versions, after `pub_semver` 2.1.
//
//     node pub.mjs 2000 1 > ../pub-generated.txt
//     node pub.mjs 2000 1 range > ../../requirements/pub-generated.txt
//
// Arguments: how many lines, a seed, and what to write. Dart was not at hand: this is the reading and
// comparing half of `pub_semver` (version.dart, version_constraint.dart, version_range.dart) over
// again, on regular expressions, which Dart and JavaScript share, and numbers of 64 bits.

const [count, seed, form = 'version'] = process.argv.slice(2)

// ---- what pub_semver does

const START = /^(\d+)\.(\d+)\.(\d+)(-([0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*))?(\+([0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*))?/
const COMPLETE = new RegExp(`${START.source}$`)
const MAX = 2n ** 63n - 1n

// `int.tryParse`: an optional sign, decimal or hexadecimal, in 64 bits.
const integer = (text) => {
  const found = /^([+-]?)(?:0[xX]([0-9a-fA-F]+)|([0-9]+))$/.exec(text)
  if (!found) return null
  const value = found[2] ? BigInt(`0x${found[2]}`) : BigInt(found[3])
  if (found[2]) return value < 2n ** 64n ? BigInt.asIntN(64, found[1] === '-' ? -BigInt.asIntN(64, value) : value) : null
  const signed = found[1] === '-' ? -value : value
  return signed <= MAX && signed >= -MAX - 1n ? signed : null
}
const parts = (text) => (text === undefined ? [] : text.split('.').map((part) => integer(part) ?? part))

const read = (text) => {
  const found = COMPLETE.exec(text)
  const numbers = found?.slice(1, 4).map(integer)
  if (!numbers || numbers.includes(null)) return null
  return { numbers, pre: parts(found[5]), build: parts(found[8]) }
}

const rank = (a, b) => (a < b ? -1 : a > b ? 1 : 0)
const part = (a, b) => {
  if (a === b) return 0
  if (a === undefined || b === undefined) return a === undefined ? -1 : 1
  if (typeof a !== typeof b) return typeof a === 'bigint' ? -1 : 1
  return rank(a, b)
}
const lists = (a, b) => {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const order = part(a[at], b[at])
    if (order) return order
  }
  return 0
}
const compare = (a, b) => {
  const core = lists(a.numbers, b.numbers)
  if (core) return core
  if (!a.pre.length !== !b.pre.length) return a.pre.length ? -1 : 1
  const pre = lists(a.pre, b.pre)
  if (pre) return pre
  if (!a.build.length !== !b.build.length) return a.build.length ? 1 : -1
  return lists(a.build, b.build)
}

const plain = (...numbers) => ({ numbers, pre: [], build: [] })
const firstPreRelease = (version) => ({ ...plain(...version.numbers), pre: [0n] })
const nextBreaking = ({ numbers: [major, minor] }) => (major === 0n ? plain(0n, minor + 1n, 0n) : plain(major + 1n, 0n, 0n))

// Returns whether a version is allowed, or null for a text that is no constraint.
const constraint = (text) => {
  text = text.trim()
  if (text === 'any') return () => true
  const version = () => {
    const found = START.exec(text)
    const one = found && read(found[0])
    if (one) text = text.slice(found[0].length)
    return one
  }
  if (text[0] === '^') {
    text = text.slice(1).trim()
    const low = version()
    if (!low || text) return null
    const high = firstPreRelease(nextBreaking(low))
    return (one) => compare(one, low) >= 0 && compare(one, high) < 0
  }
  let low = null, high = null, lowIn = false, highIn = false
  const raise = (one, inclusive) => {
    const order = low ? compare(one, low) : 1
    if (order > 0) [low, lowIn] = [one, inclusive]
    else if (order === 0 && !inclusive) lowIn = false
  }
  const lower = (one, inclusive) => {
    const order = high ? compare(one, high) : -1
    if (order < 0) [high, highIn] = [one, inclusive]
    else if (order === 0 && !inclusive) highIn = false
  }
  for (text = text.trim(); text; text = text.trim()) {
    const operator = /^[<>]=?/.exec(text)?.[0] ?? ''
    if (operator) text = text.slice(operator.length).trim()
    const one = version()
    if (!one) return null
    if (operator[0] !== '<') raise(one, operator !== '>')
    if (operator[0] !== '>') lower(one, operator !== '<')
  }
  if (!low && !high) return null
  if (low && high && compare(low, high) > 0) return () => false
  if (low && high && compare(low, high) === 0) return (one) => lowIn && highIn && compare(one, low) === 0
  const sameCore = low && high && low.pre.length && lists(low.numbers, high.numbers) === 0
  if (high && !highIn && !high.pre.length && !high.build.length && !sameCore) high = firstPreRelease(high)
  const above = (one) => !low || compare(one, low) > (lowIn ? -1 : 0)
  return (one) => above(one) && (!high || compare(one, high) < (highIn ? 1 : 0))
}

// ---- texts to try

let state = Number(seed)
const random = (below) => {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
  return (state >>> 8) % below
}
const pick = (list) => list[random(list.length)]

const NUMBERS = ['0', '0', '0', '1', '1', '2', '3', '10', '00', '01', '20230101', '9223372036854775806']
const ODD = ['9223372036854775808', '18446744073709551616', '', 'x', '-1', '+1', '１']
const TAILS = ['-0', '-1', '-01', '-10', '-alpha', '-alpha.1', '-alpha.beta', '-beta.2', '-beta.11', '-rc.1', '-RC.1', '-dev', '-dev.1.0', '--1', '--', '-0x1f', '-0X1F',
  '-nullsafety.0', '+1', '+10', '+a', '+1.2', '+hotfix.1', '+01', '-a+b', '-a+1', '-', '+', '-a..b', '+a.', '-é', '.1', '-0-0', '+-1', '-0x', '-9223372036854775808', '-0xffffffffffffffff', '--0x1']
const TOKENS = ['-', '.', '.', '.', '+', '0', '1', '2', '10', '01', 'a', 'A', 'b', 'alpha', 'rc', 'dev', '-1', '0x1f', '0xg', '9223372036854775807', '9223372036854775808', '18446744073709551616']

const number = () => (random(50) ? pick(NUMBERS) : pick(ODD))
const core = () => Array.from({ length: random(30) ? 3 : 1 + random(4) }, number).join('.')
const tail = () => pick([() => '', () => pick(TAILS), () => pick(['-', '+']) + Array.from({ length: 1 + random(5) }, () => pick(TOKENS)).join('')])()
const near = (text) => (random(10) < 7 ? text : core())

const versionLine = () => {
  const first = core()
  const [a, b] = [first + tail(), near(first) + tail()]
  if (a === b || !a || !b) return null
  const [x, y] = [read(a), read(b)]
  // Most nonsense is skipped, or little else would be left.
  if (!x || !y) return random(8) ? null : `! ${x ? b : a}`
  const order = compare(x, y)
  return order === 0 ? `${a} = ${b}` : order < 0 ? `${a} < ${b}` : `${b} < ${a}`
}

const WORDS = ['any', ' any ', 'Any', '', '*', 'latest', '^', '>=', '1.0', '^1.0', '~1.0.0', '==1.0.0', '!=1.0.0', '^1.0.0 <1.5.0', '>=1.0.0 ^1.2.0', '<2.0.0, >1.0.0']
const OPERATORS = ['>=', '>=', '>', '<', '<', '<=', '', '=']
const rangeLine = () => {
  const first = core()
  const small = () => (random(3) ? core() : first) + (random(3) ? '' : pick(TAILS))
  const clause = () => pick(OPERATORS) + pick(['', '', ' ']) + small()
  const clauses = () => Array.from({ length: 1 + random(3) }, clause).join(pick([' ', ' ', ' ', '  ', '']))
  const text = random(25) === 0 ? pick(WORDS) : random(3) === 0 ? `^${pick(['', '', ' '])}${small()}` : clauses()
  const named = text.match(/\d+\.\d+\.\d+[0-9A-Za-z.+-]*/g) ?? [first]
  const one = pick(named)
  const candidate = pick([() => one, () => one.split(/[-+]/)[0] + pick(TAILS), () => one.split(/[-+]/)[0], () => core() + tail()])()
  if (!candidate || / /.test(candidate)) return null
  const [allows, version] = [constraint(text), read(candidate)]
  const answer = !allows || !version ? 'error' : allows(version) ? 'yes' : 'no'
  return answer === 'error' && random(4) ? null : `${text} : ${candidate} ${answer}`
}

console.log(`# generate/pub.mjs ${count} ${seed}${form === 'range' ? ' range' : ''}: pub_semver 2.1, transcribed`)
for (let line = 0; line < Number(count); ) {
  const text = form === 'range' ? rangeLine() : versionLine()
  if (text === null) continue
  console.log(text)
  line++
}
