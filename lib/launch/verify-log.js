// npm run verify-log: checks an audit log offline; see verify-log-program.ts, which needs a loader for TypeScript.
import { checkNode } from './check-node.js'
import { ensureInstalled } from './install.js'
import { inProject } from './project.js'
import { run } from './run.js'
import { say } from './say.js'

checkNode()
await ensureInstalled().catch(error => {
  say(error.message)
  process.exit(1)
})
const program = [
  '--conditions=react-server',
  '--import',
  'tsx',
  inProject('lib', 'launch', 'verify-log-program.ts'),
]
const { code } = await run([process.execPath, ...program, ...process.argv.slice(2)], {
  env: process.env,
  show: true,
})
process.exit(code === 0 ? 0 : 1)
