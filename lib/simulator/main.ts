import { parseArgs } from 'node:util'
import { startSimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { startDemoDatabases, tunnelsOf } from '@/lib/simulator/databases/start-demo-databases'
import { smallCast } from '@/lib/simulator/world/cast'
import { ORGANIZATION_READER } from '@/lib/simulator/world/cast-gatehouse'
import { emptyAccount } from '@/lib/simulator/world/empty'
import { addLaptop, LAPTOP_KEY } from '@/lib/simulator/world/laptop'
import type { World } from '@/lib/simulator/world/world'

const { values } = parseArgs({
  options: {
    account: { type: 'string', default: 'small' },
    port: { type: 'string', default: '0' },
    'database-port': { type: 'string', default: '0' },
    data: { type: 'string', default: '.data/demo' },
    'session-seconds': { type: 'string' },
    'settle-ms': { type: 'string', default: '6000' },
    open: { type: 'string', default: '' },
    laptop: { type: 'boolean', default: false },
  },
})

/** The role that the dashboard runs as in the simulated account. */
const DASHBOARD_ROLE = 'gatehouse'

const settleMs = Number(values['settle-ms'])
const now = () => new Date()
const world = await openWorld(values.account)
if (values.laptop) addLaptop(world)
const aws = await startSimulatedAws({ world, port: Number(values.port), now, settleMs })
if (values['session-seconds']) aws.faults.set({ containerSessionSeconds: Number(values['session-seconds']) })
const firstPort = Number(values['database-port'])
const databases = await startDemoDatabases({
  world,
  dataDir: values.data,
  now,
  faults: aws.faults,
  settleMs,
  firstPort,
  open: values.open === 'all' ? 'all' : values.open.split(','),
}).catch(giveUp)

const ready = {
  awsUrl: aws.url,
  credentialsUrl: `${aws.url}/container-credentials/${DASHBOARD_ROLE}`,
  organizationReader: ORGANIZATION_READER,
  /** What the dashboard signs with instead of the role. */
  laptopKey: values.laptop ? LAPTOP_KEY : null,
  caFile: databases.caFile,
  tunnels: tunnelsOf(databases.fronts),
  fronts: databases.fronts,
}
process.stdout.write(`${JSON.stringify(ready)}\n`)

// Whoever started this program holds the other end: when it is gone, so are we.
process.stdin.on('end', stop).on('close', stop).on('error', stop).resume()
process.on('SIGTERM', stop).on('SIGINT', stop).on('SIGHUP', stop)

let stopping = false
function stop(): void {
  if (stopping) return
  stopping = true
  Promise.allSettled([aws.close(), databases.close()]).then(() => process.exit(0))
}

/** A folder in use or a port taken is a sentence for whoever started this, not a bug with a stack. */
function giveUp(error: Error): never {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}

async function openWorld(account: string): Promise<World> {
  if (account === 'small') return smallCast({ now: now() })
  if (account === 'empty') return emptyAccount()
  if (account === 'large-real') {
    const { largeRealAccount } = await import('@/lib/simulator/world/large-real')
    return largeRealAccount({ targets: 300, principals: 5_000 })
  }
  if (account !== 'large')
    throw new Error(`--account ${account} is unknown. Use small, large, large-real or empty.`)
  const { largeAccount } = await import('@/lib/simulator/world/large')
  return largeAccount({ targets: 300, principals: 5_000 })
}
