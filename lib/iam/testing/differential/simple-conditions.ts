/** Condition operators, plain. IAM User Guide, "IAM JSON policy elements: Condition operators". */
import {
  allOf,
  anyOf,
  list,
  lookUp,
  matches,
  negate,
  type SimpleRequest,
  type Ternary,
} from './simple-matching'

type Compare = (value: string, wanted: string, request: SimpleRequest, variables: boolean) => Ternary

const exact: Compare = (value, wanted, request, variables) =>
  matches(wanted, value, request, { variables, wildcards: false })
const like: Compare = (value, wanted, request, variables) =>
  matches(wanted, value, request, { variables, wildcards: true })
const ignoreCase: Compare = (value, wanted, request, variables) =>
  exact(value.toLowerCase(), wanted.toLowerCase(), request, variables)

const time = (text: string) => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text))
const numeric =
  (read: (text: string) => number, holds: (a: number, b: number) => boolean): Compare =>
  (value, wanted) =>
    holds(read(value), read(wanted))

/** An address as [bits, width]. */
function address(text: string): [bigint, number] {
  if (!text.includes(':')) return [text.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n), 32]
  const [head = '', tail] = text.split('::')
  const left = head.split(':').filter(Boolean)
  const right = (tail ?? '').split(':').filter(Boolean)
  const groups =
    tail === undefined ? left : [...left, ...Array(8 - left.length - right.length).fill('0'), ...right]
  return [groups.reduce((sum, part) => sum * 65536n + BigInt(`0x${part}`), 0n), 128]
}
const inNetwork: Compare = (value, wanted) => {
  const [network = '', prefix] = wanted.split('/')
  const [a, width] = address(value)
  const [b, networkWidth] = address(network)
  const shift = BigInt(width - Number(prefix ?? width))
  return width === networkWidth && a >> shift === b >> shift
}

/** Six components, each compared on its own. */
const arnLike: Compare = (value, wanted, request, variables) => {
  const split = (text: string) => {
    const parts = text.split(':')
    return [...parts.slice(0, 5), parts.slice(5).join(':')]
  }
  const wantedParts = split(wanted)
  return allOf(split(value).map((part, index) => like(part, wantedParts[index] ?? '', request, variables)))
}

const OPERATORS: Record<string, { negated?: true; compare: Compare }> = {
  StringEquals: { compare: exact },
  StringNotEquals: { negated: true, compare: exact },
  StringEqualsIgnoreCase: { compare: ignoreCase },
  StringNotEqualsIgnoreCase: { negated: true, compare: ignoreCase },
  StringLike: { compare: like },
  StringNotLike: { negated: true, compare: like },
  NumericEquals: { compare: numeric(Number, (a, b) => a === b) },
  NumericNotEquals: { negated: true, compare: numeric(Number, (a, b) => a === b) },
  NumericLessThan: { compare: numeric(Number, (a, b) => a < b) },
  NumericLessThanEquals: { compare: numeric(Number, (a, b) => a <= b) },
  NumericGreaterThan: { compare: numeric(Number, (a, b) => a > b) },
  NumericGreaterThanEquals: { compare: numeric(Number, (a, b) => a >= b) },
  DateEquals: { compare: numeric(time, (a, b) => a === b) },
  DateNotEquals: { negated: true, compare: numeric(time, (a, b) => a === b) },
  DateLessThan: { compare: numeric(time, (a, b) => a < b) },
  DateLessThanEquals: { compare: numeric(time, (a, b) => a <= b) },
  DateGreaterThan: { compare: numeric(time, (a, b) => a > b) },
  DateGreaterThanEquals: { compare: numeric(time, (a, b) => a >= b) },
  Bool: { compare: (value, wanted) => value.toLowerCase() === wanted.toLowerCase() },
  BinaryEquals: { compare: (value, wanted) => value === wanted },
  IpAddress: { compare: inNetwork },
  NotIpAddress: { negated: true, compare: inNetwork },
  ArnEquals: { compare: arnLike },
  ArnLike: { compare: arnLike },
  ArnNotEquals: { negated: true, compare: arnLike },
  ArnNotLike: { negated: true, compare: arnLike },
}

function testHolds(
  name: string,
  key: string,
  wanted: string[],
  variables: boolean,
  request: SimpleRequest,
): Ternary {
  const [, set, base = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(name) ?? []
  const values = lookUp(request, key)
  if (base === 'Null')
    return values === null ? null : wanted.some(each => (each === 'true') === (values === undefined))
  const operator = OPERATORS[base]
  if (!operator || values === null) return null
  if (values === undefined)
    return Boolean(ifExists) || (set ? set === 'ForAllValues' : Boolean(operator.negated))
  const each = values.map(value => {
    const some = anyOf(wanted.map(one => operator.compare(value, one, request, variables)))
    return operator.negated ? negate(some) : some
  })
  return set === 'ForAnyValue' ? anyOf(each) : allOf(each)
}

export function conditionHolds(
  condition: Record<string, Record<string, unknown>>,
  variables: boolean,
  request: SimpleRequest,
): Ternary {
  return allOf(
    Object.entries(condition).flatMap(([name, keys]) =>
      Object.entries(keys).map(([key, wanted]) => testHolds(name, key, list(wanted), variables, request)),
    ),
  )
}
