// Loaded before the server: what others print (Next, Node, a library) becomes one JSON line each, without secrets, like our own.
import { format, stripVTControlCharacters } from 'node:util'
import { redactText, redactValue } from './redact.js'

/** @typedef {'debug' | 'info' | 'warn' | 'error'} Level */

const LONGEST = 8_000
/** @type {[method: 'log' | 'info' | 'debug' | 'trace' | 'warn' | 'error', level: Level][]} */
const METHODS = [
  ['log', 'info'],
  ['info', 'info'],
  ['debug', 'debug'],
  ['trace', 'debug'],
  ['warn', 'warn'],
  ['error', 'error'],
]

// Whoever read our lines may be gone: to report that in a line would fail the same way, for ever.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

const write = process.stdout.write.bind(process.stdout)
// Our own log writes finished lines: it goes around what is set up here.
Object.assign(globalThis, { gatehouseWrite: write })

/**
 * @param {Level} level
 * @param {string} text
 * @param {Record<string, unknown>} [fields]
 */
export function writeLine(level, text, fields) {
  const clean = redactText(stripVTControlCharacters(text)).trim()
  const msg = clean.length > LONGEST ? `${clean.slice(0, LONGEST)} …` : clean
  if (msg || fields) write(`${JSON.stringify({ level, time: new Date().toISOString(), ...fields, msg })}\n`)
}

/**
 * @param {Level} level
 * @param {unknown[]} values
 */
function writeValues(level, values) {
  const error = values.find(value => value instanceof Error)
  const others = values.filter(value => value !== error)
  writeLine(
    level,
    format(...others.map(value => redactValue(value))),
    error ? { err: redactValue(error) } : undefined,
  )
}

for (const [method, level] of METHODS) console[method] = (...values) => writeValues(level, values)

/**
 * @param {NodeJS.WriteStream} stream
 * @param {Level} level
 */
function translate(stream, level) {
  /**
   * @param {string | Uint8Array} chunk
   * @param {unknown} [encoding]
   * @param {unknown} [callback]
   */
  const translated = (chunk, encoding, callback) => {
    writeLine(level, typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString())
    const done = typeof encoding === 'function' ? encoding : callback
    if (typeof done === 'function') process.nextTick(done)
    return true
  }
  stream.write = translated
}
translate(process.stdout, 'info')
translate(process.stderr, 'error')

// Node prints these past every stream.
process.removeAllListeners('warning').on('warning', warning => writeValues('warn', [warning]))
