import 'server-only'
import { createSecureContext } from 'node:tls'
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { IAMClient } from '@aws-sdk/client-iam'
import { OrganizationsClient } from '@aws-sdk/client-organizations'
import { RDSClient } from '@aws-sdk/client-rds'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { STSClient } from '@aws-sdk/client-sts'
import { fromNodeProviderChain } from '@aws-sdk/credential-providers'
import { type Account, accountPart, type Reach } from '@/lib/account'
import { clockOffset, readingClock } from '@/lib/aws/clock'
import { countCalls, EACH_ATTEMPT } from '@/lib/aws/count-calls'
import { agents } from '@/lib/aws/idle-connections'
import { slowsDown } from '@/lib/aws/reading-costs'
import { settings } from '@/lib/config/env'
import { isOptIn } from '@/lib/config/region-lists'

type CredentialProvider = ReturnType<typeof fromNodeProviderChain>
type RequestHandlerOptions = ReturnType<typeof requestHandlerOptions>

interface Clients {
  credentials: CredentialProvider
  requestHandler: RequestHandlerOptions
  /** By Region and by how they repeat. */
  rds: Map<string, RDSClient>
  /** By how they repeat. */
  iam: Map<string, IAMClient>
  simulator: IAMClient | null
  sts: STSClient | null
  /** By the role whose session signs; '' for our own. */
  organizations: Map<string, OrganizationsClient>
  /** By Region. */
  logs: Map<string, CloudWatchLogsClient>
  metrics: Map<string, CloudWatchClient>
}

/** Null: nothing was asked yet, or credentials failed since. */
const clientsOf = accountPart('clients', () => ({ current: null as Clients | null }))

const CREDENTIALS_TIMEOUT_MS = 30_000

/**
 * A `credential_process` that hangs, or asks somebody, would keep all who wait for ever. They are told; it goes on alone, and
 * what it answers later serves the next who asks.
 */
function inTime(provide: CredentialProvider): CredentialProvider {
  return async options => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      const message = `no credentials came within ${CREDENTIALS_TIMEOUT_MS / 1000} s: the program or service that gives them does not answer`
      const error = Object.assign(new Error(message), { name: 'TimeoutError' })
      timer = setTimeout(() => reject(error), CREDENTIALS_TIMEOUT_MS)
    })
    return Promise.race([provide(options), late]).finally(() => clearTimeout(timer))
  }
}

function requestHandlerOptions() {
  const { awsCertificates: ca } = settings()
  const timeouts = { connectionTimeout: 4_000, requestTimeout: 20_000, throwOnRequestTimeout: true }
  return { ...timeouts, ...agents(ca ? createSecureContext({ ca }) : undefined) }
}

function credentialsBy({ by }: Reach, requestHandler: RequestHandlerOptions): CredentialProvider {
  switch (by) {
    case 'ownCredentials':
      // Files are read again each time the chain is asked anew: a person may have signed in meanwhile. SSO, STS and web
      // identity are asked for credentials over connections that trust the same.
      return inTime(fromNodeProviderChain({ ignoreCache: true, clientConfig: { requestHandler } }))
  }
}

function clients(account: Account): Clients {
  const holder = clientsOf(account)
  if (holder.current) return holder.current
  const requestHandler = requestHandlerOptions()
  holder.current = {
    credentials: credentialsBy(account.reach, requestHandler),
    requestHandler,
    rds: new Map(),
    iam: new Map(),
    simulator: null,
    sts: null,
    organizations: new Map(),
    logs: new Map(),
    metrics: new Map(),
  }
  return holder.current
}

/** After a credentials failure: the next call looks for credentials again, in every place. Calls in flight are left alone. */
export function dropClients(account: Account): void {
  clientsOf(account).current = null
}

const shared = (account: Account) => ({
  // The SDK learns it from a refusal; a new client need not be refused first.
  systemClockOffset: clockOffset(account),
  credentials: clients(account).credentials,
  customUserAgent: [['gatehouse', '0.1.0']] as [string, string][],
  requestHandler: clients(account).requestHandler,
})

/**
 * Null: no region is configured for Gatehouse, so the SDK's own is used (environment, then profile). One that no account
 * opts in to first: STS in another may refuse credentials that work everywhere else.
 */
function firstRegion(): string | null {
  const { regions } = settings()
  if (regions === 'all') return null
  return regions.find(region => !isOptIn(region)) ?? regions[0] ?? null
}

const homeRegion = () => {
  const region = firstRegion()
  return region === null ? {} : { region }
}

/** Every answer tells AWS's clock, every attempt is counted. */
function watched<Client extends Pick<STSClient, 'middlewareStack'>>(
  account: Account,
  client: Client,
): Client {
  client.middlewareStack.add(countCalls(account), EACH_ATTEMPT)
  return readingClock(account, client)
}

/** Throttled, a reading of the whole account slows down by itself; somebody's click does not wait behind it. */
const retryMode = (account: Account) => (slowsDown(account) ? 'adaptive' : 'standard')

export function rdsClient(account: Account, region: string): RDSClient {
  const { rds } = clients(account)
  const mode = retryMode(account)
  const known = rds.get(`${region} ${mode}`)
  // Another bundle of the same process has its own class, and paginators insist on theirs.
  if (known instanceof RDSClient) return known
  const client = watched(account, new RDSClient({ ...shared(account), region, retryMode: mode }))
  rds.set(`${region} ${mode}`, client)
  return client
}

/** IAM and STS are asked in the home region: its partition decides the endpoint. */
export function iamClient(account: Account): IAMClient {
  const { iam } = clients(account)
  const mode = retryMode(account)
  const known = iam.get(mode)
  if (known instanceof IAMClient) return known
  const client = watched(account, new IAMClient({ ...shared(account), ...homeRegion(), retryMode: mode }))
  iam.set(mode, client)
  return client
}

/** The policy simulator is throttled early: here the SDK slows down by itself. */
export function simulatorClient(account: Account): IAMClient {
  const all = clients(account)
  if (all.simulator instanceof IAMClient) return all.simulator
  all.simulator = watched(
    account,
    new IAMClient({ ...shared(account), ...homeRegion(), retryMode: 'adaptive' }),
  )
  return all.simulator
}

export function stsClient(account: Account): STSClient {
  const all = clients(account)
  all.sts ??= watched(account, new STSClient({ ...shared(account), ...homeRegion() }))
  return all.sts
}

/** Signs with a session that one question made, and is kept no longer. */
export function stsClientAs(
  account: Account,
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string },
): STSClient {
  return watched(account, new STSClient({ ...shared(account), ...homeRegion(), credentials }))
}

/**
 * One global service a partition: its endpoint follows from the home region's partition. AWS publishes no rate for it and
 * throttles early, so the pace adapts.
 */
export function organizationsClient(
  account: Account,
  as: { roleArn: string | null; credentials: CredentialProvider },
): OrganizationsClient {
  const { organizations } = clients(account)
  const known = organizations.get(as.roleArn ?? '')
  if (known instanceof OrganizationsClient) return known
  const { credentials } = as
  const client = watched(
    account,
    new OrganizationsClient({ ...shared(account), ...homeRegion(), credentials, retryMode: 'adaptive' }),
  )
  organizations.set(as.roleArn ?? '', client)
  return client
}

export function logsClient(account: Account, region: string): CloudWatchLogsClient {
  const { logs } = clients(account)
  const known = logs.get(region)
  if (known instanceof CloudWatchLogsClient) return known
  const client = watched(account, new CloudWatchLogsClient({ ...shared(account), region }))
  logs.set(region, client)
  return client
}

export function metricsClient(account: Account, region: string): CloudWatchClient {
  const all = clients(account)
  const known = all.metrics.get(region)
  if (known instanceof CloudWatchClient) return known
  const client = watched(account, new CloudWatchClient({ ...shared(account), region }))
  all.metrics.set(region, client)
  return client
}

/** Made for the one question: it is asked by hand, and nothing of it is kept. */
export function secretsClient(account: Account, region: string): SecretsManagerClient {
  const client = new SecretsManagerClient({ ...shared(account), region })
  // Its every operation must name a secret, so that TypeScript takes its stack for another one.
  watched(account, client as unknown as STSClient)
  return client
}

export function credentialProvider(account: Account): CredentialProvider {
  return clients(account).credentials
}
