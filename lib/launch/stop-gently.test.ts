import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, expect, it } from 'vitest'

const file = (...parts: string[]) => path.join(import.meta.dirname, ...parts)

/** A server with one change that ends when we say so. */
const PROGRAM = `
  const { createServer } = await import('node:http')
  const { whileRunning } = await import(${JSON.stringify(file('..', 'running.ts'))})
  const change = () => new Promise(done => { process.once('message', done); console.log('the change began') })
  const server = createServer(async (asked, answer) => {
    if (asked.url === '/change') await whileRunning('change', change)
    if (asked.url === '/closed-page') { answer.end('the page is closed'); await whileRunning('change', change); console.log('the change ended'); return }
    answer.end('done')
  })
  server.listen(0, '127.0.0.1', () => console.log('listens on ' + server.address().port))`

let child: ChildProcess
afterEach(() => void child.kill('SIGKILL'))

/** Every line of the server, as it comes. */
async function startServer() {
  const flags = [
    '--import',
    'tsx',
    '--import',
    file('before-server.js'),
    '--input-type=module',
    '-e',
    PROGRAM,
  ]
  child = spawn(process.execPath, flags, { stdio: ['pipe', 'pipe', 'inherit', 'ipc'] })
  const lines: string[] = []
  const waiting = new Set<() => void>()
  const { stdout } = child
  if (!stdout) throw new Error('no output')
  createInterface({ input: stdout }).on('line', line => {
    lines.push(JSON.parse(line).msg)
    for (const look of waiting) look()
  })
  const says = (words: string) =>
    new Promise<string>(resolve => {
      const look = () => {
        const found = lines.find(line => line.includes(words))
        if (found) resolve(found)
      }
      waiting.add(look)
      look()
    })
  const port = Number((await says('listens on ')).split(' ').at(-1))
  return { url: `http://127.0.0.1:${port}`, port, says, lines, ended: once(child, 'exit') }
}

const WAYS: [string, () => void][] = [
  ['SIGTERM', () => child.kill('SIGTERM')],
  ['SIGINT', () => child.kill('SIGINT')],
  ['a closed standard input', () => child.stdin?.end()],
]

it.each(WAYS)('%s lets a running change end, takes nothing new, and exits with 0', async (_, tell) => {
  const server = await startServer()
  const answer = fetch(`${server.url}/change`)
  await server.says('the change began')
  tell()
  expect(await server.says('Stopping')).toBe('Stopping: waiting for 1 running change.')
  await expect(fetch(server.url)).rejects.toThrow()
  child.send('end')
  expect(await (await answer).text()).toBe('done')
  expect(await server.ended).toEqual([0, null])
})

it('ends with whoever started it, though nobody reads its last words', async () => {
  const server = await startServer()
  child.stdout?.destroy()
  child.stdin?.destroy()
  expect(await server.ended).toEqual([0, null])
})

it.each(WAYS)('%s waits for a change whose page is closed already', async (_, tell) => {
  const server = await startServer()
  expect(await (await fetch(`${server.url}/closed-page`)).text()).toBe('the page is closed')
  await server.says('the change began')
  tell()
  await server.says('Stopping: waiting for 1 running change.')
  child.send('end')
  expect(await server.ended).toEqual([0, null])
  expect(server.lines).toContain('the change ended')
})

it('answers what comes on an open connection with 503 and a sentence', async () => {
  const server = await startServer()
  const socket = connect(server.port, '127.0.0.1').setEncoding('utf8')
  let answers = ''
  socket.on('data', text => {
    answers += text
  })
  socket.write('GET /change HTTP/1.1\r\nHost: a\r\n\r\n')
  await server.says('the change began')
  child.kill('SIGTERM')
  await server.says('Stopping')
  socket.write('POST /other HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n')
  child.send('end')
  await once(socket, 'close')
  expect(answers).toMatch(/^HTTP\/1.1 200 [\s\S]*done[\s\S]*HTTP\/1.1 503 [\s\S]*Nothing changed/)
})

it('ends at once when nothing runs', async () => {
  const server = await startServer()
  child.stdin?.end()
  expect(await server.ended).toEqual([0, null])
  expect(server.lines.at(-1)).toBe('Stopping.')
})
