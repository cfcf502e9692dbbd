import 'server-only'
import type { Caveat } from '@/lib/access/model/caveat'
import { type AccountReading, hasIam } from '@/lib/access/model/inventory'
import { noOrganization, type Organization, unreadOrganization } from '@/lib/access/model/organization'
import { dateOf, type Part } from '@/lib/access/model/part'
import type { Account } from '@/lib/account'
import { awsFact, dropAwsFacts } from '@/lib/aws/aws-facts'
import {
  type ControlReading,
  describeOrganization,
  EXEMPT,
  type OrganizationFacts,
  openOrganizations,
  readControlPolicies,
} from '@/lib/aws/organizations'
import { unreadPart } from '@/lib/aws/unread-part'
import { settings } from '@/lib/config/env'
import { AppError } from '@/lib/errors'
import type { PolicySource } from '@/lib/iam/index'
import { unreadableScps, unreadRcps, unreadScps } from '@/lib/services/account/organization-caveats'
import { readAsRole } from '@/lib/services/account/read-as-role'
import { withPatience } from '@/lib/services/account/with-patience'

export interface OrganizationPart {
  part: Part
  organization: Organization
  /** The texts of the SCPs. */
  policies: PolicySource[]
  caveats: Caveat[]
}

const KEPT = 'organization '
/** SCPs change rarely, and AWS throttles whoever asks for them often: a reading serves so long, shown with its date. */
const FIVE_MINUTES = 5 * 60 * 1000

/** For whoever asks for a reading of now. */
export function forgetOrganization(account: Account): void {
  dropAwsFacts(account, KEPT)
}

const isRefused = (error: unknown): error is AppError =>
  error instanceof AppError && error.code === 'accessDenied'

interface Known {
  /** Null where `refused`, or where the account is in no organisation. */
  facts: OrganizationFacts | null
  refused: AppError | null
  readAt: string
}

async function knowOrganization(account: Account, accountId: string, at: string): Promise<Known> {
  try {
    return await awsFact(account, `${KEPT}of ${accountId}`, FIVE_MINUTES, async () => {
      return {
        facts: await describeOrganization(account, openOrganizations(account, null)),
        refused: null,
        readAt: at,
      }
    })
  } catch (error) {
    if (isRefused(error)) return { facts: null, refused: error, readAt: at }
    throw error
  }
}

type Reading = ControlReading & Pick<Organization, 'readAs' | 'readAt'> & { facts: OrganizationFacts | null }

/** Our own credentials first; where AWS refuses them, the role that is set for it. */
async function readEither(account: Account, accountId: string, { facts, refused }: Known): Promise<Reading> {
  const readAt = new Date().toISOString()
  const readAs = settings().organizationRole
  try {
    if (refused) throw refused
    return {
      facts,
      readAs: null,
      readAt,
      ...(await readControlPolicies(account, openOrganizations(account, null), accountId)),
    }
  } catch (error) {
    if (readAs === null || !isRefused(error)) throw error
    return { readAs, readAt, ...(await readAsRole(account, readAs, accountId, facts)) }
  }
}

function partOf({
  facts,
  resourceControl,
  serviceControl,
  policies,
  readAs,
  readAt,
}: Reading): OrganizationPart {
  const { state } = resourceControl
  const rcps = state === 'unread' ? [unreadRcps(resourceControl.why, readAt)] : []
  return {
    part: { state: 'read', at: readAt },
    organization: {
      id: facts?.id ?? null,
      managementAccountId: facts?.managementAccountId ?? null,
      serviceControl,
      resourceControl: state,
      resourceControlPolicies: state === 'read' ? resourceControl.policies : [],
      readAs,
      readAt,
    },
    policies,
    caveats: [...unreadableScps(policies, readAt), ...rcps],
  }
}

/** A policy of another organisation binds nobody here, and "none apply" is no answer about one that was joined since. */
function stillHolds(
  { id, serviceControl: { state } }: Organization,
  facts: OrganizationFacts | null,
): boolean {
  return facts === null ? state !== 'unread' : state === 'read' && id === facts.id
}

/** What was known stays, dated, while it can hold: neither a failure nor a refusal says that no policy applies any more. */
function withoutFresh(
  error: AppError,
  facts: OrganizationFacts | null,
  older: AccountReading | null,
  at: string,
): OrganizationPart {
  const date = older && dateOf(older.parts.organization)
  if (older && date && hasIam(older) && stillHolds(older.organization, facts)) {
    const { organization } = older
    const policies = older.policies.filter(({ kind }) => kind === 'scp')
    const caveats = [unreadScps(error, organization.readAt, at), ...unreadableScps(policies, at)]
    const why = { message: error.message, answer: error.answer, missingAction: error.missingAction, at }
    return { part: { state: 'kept', at: organization.readAt, why }, organization, policies, caveats }
  }
  const { id = null, managementAccountId = null } = facts ?? {}
  const organization = { ...unreadOrganization(at), id, managementAccountId }
  const caveats = [unreadScps(error, null, at)]
  return { part: unreadPart(error, at), organization, policies: [], caveats }
}

/** Longer, and the whole account would wait for it. */
const PATIENCE_MS = 10_000

function tooSlow(): never {
  throw new AppError(
    'unavailable',
    'AWS takes long to tell of the organisation; it is still being read. Read again in a minute.',
  )
}

async function readPart(account: Account, accountId: string, known: Known): Promise<OrganizationPart> {
  const { facts, refused, readAt } = known
  if (!facts && !refused) {
    const part: Part = { state: 'read', at: readAt }
    return { part, organization: noOrganization(readAt), policies: [], caveats: [] }
  }
  if (facts && (facts.managementAccountId === accountId || !facts.allFeatures))
    return partOf({ ...EXEMPT, facts, readAs: null, readAt })
  const key = `${KEPT}policies of ${accountId} in ${facts?.id} as ${settings().organizationRole}`
  return partOf(await awsFact(account, key, FIVE_MINUTES, () => readEither(account, accountId, known)))
}

/** What the organisation says over this account. Without it there are verdicts all the same, as far as read. */
export async function readOrganizationPart(
  account: Account,
  accountId: string,
  older: AccountReading | null,
  at: string,
): Promise<OrganizationPart> {
  let facts: OrganizationFacts | null = null
  const reading = knowOrganization(account, accountId, at).then(known => {
    facts = known.facts
    return readPart(account, accountId, known)
  })
  try {
    return await withPatience(reading, PATIENCE_MS, tooSlow)
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'internal') throw error
    return withoutFresh(error, facts, older, at)
  }
}
