// npm start: the dashboard against the AWS account that the SDK's ordinary credential chain finds.
import { resolve } from 'node:path'
import { ensureBuilt } from './build.js'
import { commonEnvironment } from './environment.js'
import { ensureInstalled } from './install.js'
import { logFile, logTo } from './log-file.js'
import { startDashboard } from './processes.js'
import { inProject } from './project.js'
import { say, sayIndented, step } from './say.js'
import { serve } from './serve.js'

const wanted = Number(process.env.PORT ?? 4400)
/** Where a log collector reads what a program prints. */
const toStandardError = process.env.GATEHOUSE_LOG === 'stderr'
/** @param {string} text */
const toCollector = text => void process.stderr.write(text)

await serve('Gatehouse', async add => {
  await ensureInstalled()
  await ensureBuilt()
  const env = { ...process.env, ...paths(), ...commonEnvironment() }
  const dashboard = await step('Starting the dashboard', async () => {
    const onOutput = toStandardError ? toCollector : logTo(env.GATEHOUSE_DATA_DIR)
    return add(
      'The dashboard',
      await startDashboard({ env, port: wanted, onOutput, onSentence: sayIndented }),
    )
  })
  if (dashboard.port !== wanted) say(`  Port ${wanted} is taken, so this is on ${dashboard.port}.`)
  if (!toStandardError) say(`  Its log: ${logFile(env.GATEHOUSE_DATA_DIR)}`)
  say(`\n  Open  ${dashboard.launchUrl}\n\n  Ctrl-C stops it.`)
})

/** The server runs in the build's folder: what is named relative to the person's own must be spelled out. */
function paths() {
  const from = process.env.INIT_CWD ?? process.cwd()
  const { GATEHOUSE_DATA_DIR: data, GATEHOUSE_CA_FILE: caFile, AWS_CA_BUNDLE: awsBundle } = process.env
  return {
    GATEHOUSE_DATA_DIR: data ? resolve(from, data) : inProject('.data'),
    ...(caFile ? { GATEHOUSE_CA_FILE: resolve(from, caFile) } : {}),
    ...(awsBundle ? { AWS_CA_BUNDLE: resolve(from, awsBundle) } : {}),
  }
}
