// npm run demo: a simulated AWS account, databases that answer, and the dashboard, on this machine alone.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './build.js'
import { DEMO_WORDS } from './demo-words.js'
import { demoEnvironment } from './environment.js'
import { ensureInstalled } from './install.js'
import { logTo } from './log-file.js'
import { startDashboard, startSimulator } from './processes.js'
import { inProject } from './project.js'
import { say, sayIndented, step } from './say.js'
import { serve } from './serve.js'

const PORT = 4400
const FIRST_DATABASE_PORT = 25432

const { values } = parseArgs({
  options: {
    account: { type: 'string', default: 'small' },
    port: { type: 'string', default: process.env.PORT ?? String(PORT) },
    data: { type: 'string', default: inProject('.data', 'demo') },
    'session-seconds': { type: 'string' },
    'read-organization': { type: 'boolean', default: false },
    laptop: { type: 'boolean', default: false },
  },
})

const words = Object.entries(DEMO_WORDS).find(
  ([name]) => name === (values.laptop ? 'laptop' : values.account),
)?.[1]
if (!words) {
  say(`--account ${values.account} is unknown. Use small, large or empty.`)
  process.exit(1)
}

if (values.laptop && values.account !== 'small') {
  say('--laptop goes with the small account alone.')
  process.exit(1)
}

await serve('Gatehouse demo', async add => {
  await ensureInstalled()
  await ensureBuilt()
  const { account, laptop, 'session-seconds': seconds } = values
  const dataDir = resolve(values.data)
  const simulator = await step('Starting the simulated AWS account and its databases', async () => {
    const sessionSeconds = seconds === undefined ? {} : { sessionSeconds: Number(seconds) }
    const options = { dataDir, account, laptop, databasePort: FIRST_DATABASE_PORT, ...sessionSeconds }
    return add('The simulated AWS account', await startSimulator(options))
  })
  const wanted = Number(values.port)
  const dashboard = await step('Starting the dashboard', async () => {
    const read = { readsOrganization: values['read-organization'] }
    const env = { ...demoEnvironment(simulator, dataDir, read), GATEHOUSE_DEMO: words.join('\n') }
    const onOutput = logTo(dataDir)
    return add(
      'The dashboard',
      await startDashboard({ env, port: wanted, onOutput, onSentence: sayIndented }),
    )
  })
  if (dashboard.port !== wanted) say(`  Port ${wanted} is taken, so this is on ${dashboard.port}.`)
  if (simulator.fronts.length > 0) say('\n  Real databases, which check tokens as RDS does:')
  const doors = new Map(simulator.fronts.map(front => [front.dialPort, front]))
  for (const { identifier, engine, dialHost, dialPort } of doors.values())
    say(`    ${identifier.padEnd(18)}  ${dialHost}:${dialPort}  ${engine}`)
  if (laptop)
    say('\n  It signs with the keys of user/mira.okafor. What her MFA device shows:  npm run demo:code')
  say(`\n  Open  ${dashboard.launchUrl}\n\n  Ctrl-C stops everything.`)
})
