// npm run key: a fresh one-time address for the Gatehouse that runs here, without starting it again.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { addKey, KEY_MINUTES } from '../operator/key-folder.js'
import { localName } from '../operator/local-name.js'
import { launchAddress } from './environment.js'
import { inProject } from './project.js'
import { runningServers } from './running-servers.js'
import { say } from './say.js'

const { values } = parseArgs({ options: { data: { type: 'string' } } })
const from = process.env.INIT_CWD ?? process.cwd()
const given = values.data ?? process.env.GATEHOUSE_DATA_DIR
const folders = given ? [resolve(from, given)] : [inProject('.data'), inProject('.data', 'demo')]

const servers = folders.flatMap(folder => runningServers(folder).map(server => ({ ...server, folder })))
try {
  for (const { address, folder } of servers) {
    const { key } = addKey(folder, localName(), new Date())
    say(`\n  Open  ${launchAddress(address, key)}\n\n  It works once, within ${KEY_MINUTES} minutes.`)
  }
} catch (error) {
  say(
    `No key was made: ${/** @type {Error} */ (error).message}. Run this as the person who started Gatehouse.`,
  )
  process.exitCode = 1
}
if (servers.length === 0) {
  say(
    `No Gatehouse runs on ${folders.join(' or ')}. Start one with npm start, which prints an address, or name`,
  )
  say('the folder of the one that runs: npm run key -- --data FOLDER')
  process.exitCode = 1
}
