import { type ConditionOperator, withNegation } from './condition-operator'

interface Network {
  /** Four groups of 8 bits for version 4, eight of 16 for version 6. */
  groups: number[]
  width: 8 | 16
  prefix: number
}

export function readNetwork(value: string): Network | null {
  const slash = value.indexOf('/')
  const address = slash < 0 ? value : value.slice(0, slash)
  const four = readVersion4(address)
  const groups = four ?? readVersion6(address)
  if (groups === null) return null
  const longest = four === null ? 128 : 32
  const prefixText = slash < 0 ? String(longest) : value.slice(slash + 1)
  const prefix = /^\d{1,3}$/.test(prefixText) ? Number(prefixText) : Number.NaN
  if (!(prefix <= longest)) return null
  return { groups, width: four === null ? 16 : 8, prefix }
}

function readVersion4(address: string): number[] | null {
  const groups = address.split('.')
  if (groups.length !== 4) return null
  const numbers = groups.map(group => (/^\d{1,3}$/.test(group) ? Number(group) : 256))
  return numbers.every(number => number <= 255) ? numbers : null
}

function readVersion6(address: string): number[] | null {
  const halves = address.split('::')
  if (halves.length > 2) return null
  const before = readGroups(halves[0] ?? '')
  const after = halves.length === 2 ? readGroups(halves[1] ?? '') : []
  if (before === null || after === null) return null
  const missing = 8 - before.length - after.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null
  return [...before, ...new Array<number>(missing).fill(0), ...after]
}

function readGroups(text: string): number[] | null {
  if (text === '') return []
  const parts = text.split(':')
  const numbers: number[] = []
  for (const [index, part] of parts.entries()) {
    const tail = index === parts.length - 1 ? readVersion4(part) : null
    if (tail !== null) {
      const [a = 0, b = 0, c = 0, d = 0] = tail
      numbers.push(a * 256 + b, c * 256 + d)
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) numbers.push(Number.parseInt(part, 16))
    else return null
  }
  return numbers
}

/** Versions never mix: a version 4 network holds no version 6 address, whatever its prefix. */
function holds(network: Network, address: Network): boolean {
  if (network.width !== address.width || address.prefix < network.prefix) return false
  let left = network.prefix
  for (let index = 0; index < network.groups.length && left > 0; index += 1) {
    const drop = Math.max(network.width - left, 0)
    if ((network.groups[index] ?? 0) >> drop !== (address.groups[index] ?? 0) >> drop) return false
    left -= network.width
  }
  return true
}

/** A network's first address, and the one after its last: membership changes nowhere else. */
function edgesOf(value: string): string[] {
  const network = readNetwork(value)
  if (network === null) return []
  const { width, prefix } = network
  const size = 2 ** width
  const first: number[] = []
  const after: number[] = []
  for (const [index, group] of network.groups.entries()) {
    const free = Math.min(Math.max((index + 1) * width - prefix, 0), width)
    const start = group - (group % 2 ** free)
    first.push(start)
    after.push(start + 2 ** free - 1)
  }
  let carry = 1
  for (let index = after.length - 1; index >= 0 && carry > 0; index -= 1) {
    const sum = (after[index] ?? 0) + carry
    after[index] = sum % size
    carry = sum < size ? 0 : 1
  }
  return carry > 0 ? [printAddress(first, width)] : [printAddress(first, width), printAddress(after, width)]
}

function printAddress(groups: number[], width: 8 | 16): string {
  return width === 8 ? groups.join('.') : groups.map(group => group.toString(16)).join(':')
}

export const ipOperators: ConditionOperator[] = withNegation('IpAddress', 'NotIpAddress', {
  variables: false,
  wildcards: false,
  prepare(value) {
    const network = readNetwork(value)
    if (network === null) return null
    return requestValue => {
      const address = readNetwork(requestValue)
      return address !== null && holds(network, address)
    }
  },
  samples: values => values.flatMap(edgesOf),
})
