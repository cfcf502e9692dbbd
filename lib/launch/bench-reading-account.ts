// A simulated account of its own process, as far away as AWS is: started by bench-reading.js.
import { startSimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { largeAccount } from '@/lib/simulator/world/large'
import { largeRealAccount } from '@/lib/simulator/world/large-real'

const LATENCY_MS = 20

const world = process.argv[2] === 'large' ? largeAccount() : largeRealAccount()
const { url } = await startSimulatedAws({ world, latencyMs: LATENCY_MS })
process.stdout.write(`${url}\n`)
// Whoever started this program holds the other end: when it is gone, so are we.
process.stdin.on('end', () => process.exit(0)).resume()
