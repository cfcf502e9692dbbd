import type { ConditionOperator } from './condition-operator'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The bytes as text, one character each. Written out, because neither Node's nor the browser's decoder is everywhere. */
export function decodeBase64(value: string): string | null {
  const digits = value.replace(/={1,2}$/, '')
  if (digits.length % 4 === 1 || (digits.length !== value.length && value.length % 4 !== 0)) return null
  let bytes = ''
  let buffer = 0
  let bits = 0
  for (const digit of digits) {
    const number = ALPHABET.indexOf(digit)
    if (number < 0) return null
    buffer = ((buffer << 6) | number) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes += String.fromCharCode((buffer >> bits) & 0xff)
  }
  return bytes
}

export const binaryOperators: ConditionOperator[] = [
  {
    name: 'BinaryEquals',
    negated: false,
    variables: false,
    wildcards: false,
    prepare(value) {
      const wanted = decodeBase64(value)
      return wanted === null ? null : requestValue => decodeBase64(requestValue) === wanted
    },
    samples: values => [...values],
  },
]
