// Runs one server and tells it to stop when standard input closes: the death of whoever started us, even by kill -9, closes it.
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { BARE_ENVIRONMENT } from '../../embedded-postgres/run-as.js'

/** @type {{ command: string[], identity: { uid: number, gid: number } | null, folder: string, signal: NodeJS.Signals }} */
const { command, identity, folder, signal: wish } = JSON.parse(process.argv[2] ?? '{}')
const [program = '', ...parameters] = command

const server = spawn(program, parameters, {
  ...identity,
  cwd: '/',
  stdio: ['ignore', 'inherit', 'inherit'],
  env: BARE_ENVIRONMENT,
  // A group of its own, which the signals of a terminal do not reach.
  detached: true,
})
let stopping = false
function stop() {
  if (stopping) return
  stopping = true
  server.kill(wish)
  // A server that has only just begun to start does not hear the first one.
  setInterval(() => server.kill(wish), 500)
}
process.stdin.on('end', stop).on('close', stop).on('error', stop).resume()
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {})
for (const event of ['error', 'exit']) server.once(event, () => end())

function end() {
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
}
