import 'server-only'
import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
import type { Endpoint } from '@/lib/access/model/target'
import { type Account, accountPart } from '@/lib/account'
import { readTarget } from '@/lib/aws/rds-target'
import type { CauseId } from '@/lib/connect/doctor/cause'
import { type EndpointTest, testEndpoint } from '@/lib/databases/connection-test'
import type { Asked } from '@/lib/services/doctor/asked'
import { type CheckFinding, cannotTell, failed, ok } from '@/lib/services/doctor/check-answer'

const DEADLINE_MS = 9_000
const NAMES = { dns: 'DNS', tcp: 'TCP', tls: 'TLS' } as const

/** The failure of a socket or of TLS, as Node names it. */
const CAUSES: [RegExp, CauseId][] = [
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'hostUnknown'],
  [/^ECONNREFUSED$/, 'nothingListens'],
  [/^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/, 'noAnswer'],
  [/^(ECONNRESET|EPIPE)$/, 'connectionCut'],
  [/^CERT_HAS_EXPIRED$/, 'certificateExpired'],
  [/ALTNAME/, 'certificateName'],
  [/^ERR_NO_TLS$/, 'tlsNotOffered'],
  [/CERT|ISSUER|SELF_SIGNED|VERIFY/, 'caUnknown'],
  [/^not[A-Z]/, 'otherServer'],
]

/**
 * MySQL, "Server System Variables", max_connect_errors: a host that often leaves in the middle is let in no more. Whoever may look
 * here must not get this server there: for so long one try answers for all.
 */
const ONE_TRY_MS = 15_000

interface Tried {
  at: number
  test: Promise<EndpointTest>
}

const triedOf = accountPart('endpointsTried', () => new Map<string, Tried>())

function tryEndpoint(account: Account, endpoint: Endpoint, family: EngineFamilyId): Promise<EndpointTest> {
  const tried = triedOf(account)
  const key = `${endpoint.host}:${endpoint.port}`
  const last = tried.get(key)
  if (last && performance.now() - last.at < ONE_TRY_MS) return last.test
  const test = testEndpoint(endpoint, family, DEADLINE_MS)
  tried.set(key, { at: performance.now(), test })
  return test
}

/** DNS, port and TLS, from here: nobody signs in. What it says of a failure is true of this server's network alone. */
export async function checkEndpoint({ context, target: known }: Asked): Promise<CheckFinding> {
  const { endpoint, family, name } = await readTarget(context.account, known.region, known.resourceId)
  if (!endpoint)
    return failed({
      cause: 'notRunning',
      title: `${name} has no endpoint`,
      evidence: 'RDS gives none: it is being made, or is stopped.',
    })
  const { steps, failure, from, tlsTried } = await tryEndpoint(context.account, endpoint, family)
  const passed = steps
    .filter(({ outcome }) => outcome === 'pass')
    .map(({ id, durationMs }) => `${NAMES[id as keyof typeof NAMES]} ${durationMs} ms`)
  const before = passed.join(', ')
  const until = before && `${before}, then `
  const here = `From this server (${from})`
  const elsewhere = 'Not tested from the client’s own machine.'
  if (failure) {
    const cause = CAUSES.find(([pattern]) => pattern.test(failure.code ?? ''))?.[1] ?? 'noAnswer'
    const said = { cause, title: TITLES[failure.step] ?? `${name} does not answer`, fix: null }
    const evidence = `${here}: ${until}${failure.answer}. ${elsewhere}`
    // A private endpoint is out of our reach, and in that of the client.
    return failure.step === 'tls' ? failed({ ...said, evidence }) : cannotTell({ ...said, evidence })
  }
  if (!tlsTried)
    return cannotTell({
      cause: 'tlsNotUsed',
      title: 'The port answers; TLS was not tried',
      evidence: `${here}: ${before}. Gatehouse does not speak the protocol of this engine. ${elsewhere}`,
    })
  return ok({
    title: 'The endpoint answers, with TLS',
    evidence: `${here}: ${before}, certificate names this host. ${elsewhere}`,
  })
}

const TITLES: Record<string, string> = {
  dns: 'The endpoint’s name has no address here',
  tcp: 'The port does not answer this server',
  tls: 'TLS does not come about',
}
