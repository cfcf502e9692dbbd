import { canonicalJson } from '@/lib/iam/index'

/** FIPS 180-4: fractional parts of the cube roots of the first 64 primes, and of the square roots of the first 8. */
const [ROUND_WORDS, START_WORDS] = primeRoots()

function primeRoots(): [Uint32Array, Uint32Array] {
  const rounds = new Uint32Array(64)
  const start = new Uint32Array(8)
  let found = 0
  for (let candidate = 2; found < 64; candidate++) {
    let prime = true
    for (let factor = 2; factor * factor <= candidate; factor++) if (candidate % factor === 0) prime = false
    if (!prime) continue
    if (found < 8) start[found] = (candidate ** (1 / 2) % 1) * 2 ** 32
    rounds[found++] = (candidate ** (1 / 3) % 1) * 2 ** 32
  }
  return [rounds, start]
}

const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by))

function padded(text: string): DataView {
  const bytes = new TextEncoder().encode(text)
  const size = Math.ceil((bytes.length + 9) / 64) * 64
  const block = new Uint8Array(size)
  block.set(bytes)
  block[bytes.length] = 0x80
  const view = new DataView(block.buffer)
  view.setUint32(size - 8, Math.floor(bytes.length / 2 ** 29))
  view.setUint32(size - 4, (bytes.length * 8) >>> 0)
  return view
}

function expand(view: DataView, at: number, words: Uint32Array): void {
  const word = (index: number) => words[index] ?? 0
  for (let index = 0; index < 64; index++) {
    if (index < 16) {
      words[index] = view.getUint32(at + index * 4)
      continue
    }
    const early = word(index - 15)
    const late = word(index - 2)
    const s0 = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)
    const s1 = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)
    words[index] = word(index - 16) + s0 + word(index - 7) + s1
  }
}

function compress(state: Uint32Array, words: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let index = 0; index < 64; index++) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
    const first = (h + s1 + ((e & f) ^ (~e & g)) + (ROUND_WORDS[index] ?? 0) + (words[index] ?? 0)) | 0
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + second) | 0
  }
  ;[a, b, c, d, e, f, g, h].forEach((word, index) => {
    state[index] = (state[index] ?? 0) + word
  })
}

/** SHA-256 in hexadecimal. Our own, because pure code runs in the browser too, where the platform's is asynchronous. */
export function sha256(text: string): string {
  const view = padded(text)
  const state = START_WORDS.slice()
  const words = new Uint32Array(64)
  for (let at = 0; at < view.byteLength; at += 64) {
    expand(view, at, words)
    compress(state, words)
  }
  return [...state].map(word => word.toString(16).padStart(8, '0')).join('')
}

/** Fingerprint of plain data, whatever the order of its keys. */
export function digestOf(value: unknown): string {
  return sha256(canonicalJson(value))
}
