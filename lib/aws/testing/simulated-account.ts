import 'server-only'
import { homeAccount } from '@/lib/account'
import { dropAwsFacts } from '@/lib/aws/aws-facts'
import { dropClients } from '@/lib/aws/clients'
import { forgetClock } from '@/lib/aws/clock'
import { type SimulatedAws, startSimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { smallCast } from '@/lib/simulator/world/cast'

/** For tests: a simulated account over real HTTP, chosen by the environment alone, as the app itself would. */
export async function simulatedAccount(
  options: Partial<Parameters<typeof startSimulatedAws>[0]> = {},
): Promise<SimulatedAws> {
  const aws = await startSimulatedAws({ world: smallCast(), port: 0, ...options })
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name]
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: aws.url,
    AWS_REGION: 'us-east-1',
    AWS_MAX_ATTEMPTS: '1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${aws.url}/container-credentials/gatehouse`,
    GATEHOUSE_REGIONS: 'us-east-1,us-west-2,eu-west-1',
  })
  forgetClock(homeAccount())
  dropClients(homeAccount())
  dropAwsFacts(homeAccount())
  return aws
}
