// Runs a command in a process group of its own and ends the whole group when standard input closes: npm and the builder
// start helpers of their own, and would go on without whoever asked for them.
import { spawn } from 'node:child_process'

const [command = '', ...parameters] = process.argv.slice(2)
const child = spawn(command, parameters, { stdio: ['ignore', 'inherit', 'inherit'], detached: true })

function stop() {
  try {
    if (child.pid) process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
process.stdin.on('end', stop).on('close', stop).on('error', stop).resume()
process.on('SIGTERM', stop).on('SIGINT', stop).on('SIGHUP', stop)
child.on('error', error => {
  process.stderr.write(`${error.message}\n`)
  process.exit(127)
})
child.on('exit', code => process.exit(code ?? 1))
