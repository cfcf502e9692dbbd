import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, it } from 'vitest'

const SIGNATURE = 'ab'.repeat(32)
const TOKEN = `orders.example:5432/?Action=connect&DBUser=app&X-Amz-Signature=${SIGNATURE}`

/** What a program prints that was started as the server is. */
function printedBy(program: string): Record<string, unknown>[] {
  const guard = path.join(import.meta.dirname, 'foreign-lines.js')
  const flags = ['--import', guard, '--input-type=module', '-e', program, TOKEN]
  const { stdout: output, stderr } = spawnSync(process.execPath, flags, { encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(output).not.toContain(SIGNATURE)
  return output
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
}

it.each<[string, string]>([
  ['an error, as Next prints it', "console.error('⨯', new Error(token, { cause: new Error(token) }))"],
  ['a sentence', "console.log('connecting with %s', token)"],
  [
    'an object with headers',
    'console.warn({ headers: { cookie: token, authorization: token, at: [token] } })',
  ],
  [
    'what is written past the console',
    "process.stderr.write(Buffer.from('failed: ' + token + '\\nand more'))",
  ],
  ['a warning of Node', 'process.emitWarning(token); await new Promise(resolve => setImmediate(resolve))'],
])('%s becomes one JSON line without its token', (_, statement) => {
  const lines = printedBy(`const token = process.argv[1]; ${statement}`)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatchObject({
    level: expect.any(String),
    time: expect.any(String),
    msg: expect.any(String),
  })
})

it('a secret field is hidden by its name, colours and line ends of strangers are not repeated', () => {
  const [headers, forged] = printedBy(
    'console.log({ authorization: \'Bearer S1\' }); console.error(\'\\x1b[31mx-forwarded-host: a\\n{"level":"info"}\')',
  )
  expect(headers?.msg).not.toContain('S1')
  expect(forged).toMatchObject({ level: 'error', msg: 'x-forwarded-host: a\n{"level":"info"}' })
})

it('our own lines pass as they are', () => {
  const [own] = printedBy('globalThis.gatehouseWrite(\'{"level":"info","msg":"ours"}\\n\')')
  expect(own).toEqual({ level: 'info', msg: 'ours' })
})
