import { CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { IAMClient } from '@aws-sdk/client-iam'
import { OrganizationsClient } from '@aws-sdk/client-organizations'
import { RDSClient } from '@aws-sdk/client-rds'
import { STSClient } from '@aws-sdk/client-sts'
import { test } from 'vitest'
import { type SimulatedAws, startSimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { smallCast } from '@/lib/simulator/world/cast'
import { ADMINISTRATOR_KEY } from '@/lib/simulator/world/cast-users'
import { largeAccount } from '@/lib/simulator/world/large'

interface Signer {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
}

const ADMINISTRATOR: Signer = { accessKeyId: ADMINISTRATOR_KEY.id, secretAccessKey: ADMINISTRATOR_KEY.secret }

interface ClientOptions {
  region?: string
  credentials?: Signer
  maxAttempts?: number
}

interface Fixture {
  clock: { now: Date }
  aws: SimulatedAws
  rds: (options?: ClientOptions) => RDSClient
  iam: (options?: ClientOptions) => IAMClient
  sts: (options?: ClientOptions) => STSClient
  organizations: (options?: ClientOptions) => OrganizationsClient
  logs: (options?: ClientOptions) => CloudWatchLogsClient
  cloudwatch: (options?: ClientOptions) => CloudWatchClient
}

/** A fresh account per test, a clock that stands still until moved, and real clients that sign as the administrator. */
export const account = test.extend<Fixture>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the first argument's pattern
  clock: async ({}, use) => {
    await use({ now: new Date(Math.floor(Date.now() / 1000) * 1000) })
  },
  aws: async ({ clock }, use) => {
    const aws = await startSimulatedAws({ world: smallCast({ now: clock.now }), now: () => clock.now })
    await use(aws)
    await aws.close()
  },
  rds: async ({ aws }, use) => {
    await use(options => new RDSClient(settings(aws, options)))
  },
  iam: async ({ aws }, use) => {
    await use(options => new IAMClient(settings(aws, options)))
  },
  sts: async ({ aws }, use) => {
    await use(options => new STSClient(settings(aws, options)))
  },
  organizations: async ({ aws }, use) => {
    await use(options => new OrganizationsClient(settings(aws, options)))
  },
  logs: async ({ aws }, use) => {
    await use(options => new CloudWatchLogsClient(settings(aws, options)))
  },
  cloudwatch: async ({ aws }, use) => {
    await use(options => new CloudWatchClient(settings(aws, options)))
  },
})

/** The same over the generated account. */
export const largeAccountTest = account.extend<{ aws: SimulatedAws }>({
  aws: async ({ clock }, use) => {
    const aws = await startSimulatedAws({ world: largeAccount(), now: () => clock.now })
    await use(aws)
    await aws.close()
  },
})

function settings(aws: SimulatedAws, options: ClientOptions = {}) {
  const { region = 'us-east-1', credentials = ADMINISTRATOR, maxAttempts = 1 } = options
  return { endpoint: aws.url, region, credentials, maxAttempts }
}
