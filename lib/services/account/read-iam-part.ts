import 'server-only'
import type { Caveat } from '@/lib/access/model/caveat'
import { classifyPrincipal } from '@/lib/access/model/classify-principal'
import { type AccountReading, hasIam, type Inventory } from '@/lib/access/model/inventory'
import { dateOf, type Part, type PartFailure } from '@/lib/access/model/part'
import type { Principal } from '@/lib/access/model/principal'
import { principalFacts } from '@/lib/access/model/principal-facts'
import type { UserCredentials } from '@/lib/access/model/user-credentials'
import {
  countsCaveat,
  countsOf,
  type IamCounts,
  isShort,
  whyUnbelievable,
} from '@/lib/access/reading/iam-consistency'
import { keptPart } from '@/lib/access/reading/kept-part'
import type { Account } from '@/lib/account'
import { datedAwsFact, dropAwsFacts } from '@/lib/aws/aws-facts'
import { fromAws } from '@/lib/aws/aws-failure'
import { readIam } from '@/lib/aws/iam'
import type { IamPrincipal } from '@/lib/aws/iam-mapping'
import { readCredentials } from '@/lib/aws/read-credentials'
import { unreadPart } from '@/lib/aws/unread-part'
import { AppError } from '@/lib/errors'
import { formatMoment } from '@/lib/format'
import { yieldToEventLoop } from '@/lib/services/account/yield-to-event-loop'

export type IamEntities = Pick<Inventory, 'principals' | 'groups' | 'policies' | 'managedPolicies'>

export interface IamPart {
  iam: Part
  credentials: Part
  /** Null: never read. Then nobody's access is known. */
  entities: IamEntities | null
  caveats: Caveat[]
}

function classify({ instanceProfiles, ...principal }: IamPrincipal, { users }: Keys): Principal {
  const facts = { ...principal, instanceProfile: instanceProfiles.length > 0 }
  return {
    ...principal,
    ...classifyPrincipal(facts),
    policies: { ...principal.policies, ...principalFacts(principal) },
    credentials: users?.get(principal.arn) ?? null,
  }
}

interface Keys {
  part: Part
  users: Map<string, UserCredentials> | null
  caveats: Caveat[]
}

function keysIn(older: AccountReading | null): Map<string, UserCredentials> {
  const principals = older && hasIam(older) ? older.principals : []
  return new Map(principals.flatMap(({ arn, credentials }) => (credentials ? [[arn, credentials]] : [])))
}
const REPORT = 'credential report'
/** AWS makes no newer report within four hours (IAM User Guide, "Getting credential reports"); each names every user. */
const REPORT_MS = 15 * 60 * 1000

/** Without the credential report the verdicts are the same; only how much a user's keys weigh is not known. */
async function readKeys(account: Account, older: AccountReading | null, at: string): Promise<Keys> {
  const unread = (part: Part, why: PartFailure): Keys => {
    const { message, answer, missingAction } = why
    const known = older && hasIam(older) ? keptPart(part, older.parts.credentials, why) : part
    const about = { id: 'credentials', scope: 'credentials', subject: 'access keys' } as const
    const shown =
      known.state === 'kept' ? ` Until then they are shown as of ${formatMoment(known.at, at)} UTC.` : ''
    const caveat: Caveat = { ...about, message: `${message}${shown}`, answer, missingAction, at }
    return { part: known, users: known.state === 'kept' ? keysIn(older) : null, caveats: [caveat] }
  }
  try {
    const { value: users, at: readAt } = await datedAwsFact(account, REPORT, REPORT_MS, () =>
      readCredentials(account),
    )
    const making =
      'AWS is making the credential report, so access keys are not known yet. Read again in a minute.'
    if (users) return { part: { state: 'read', at: readAt }, users, caveats: [] }
    dropAwsFacts(account, REPORT)
    const why = { message: making, answer: null, missingAction: null, at }
    return unread({ state: 'reading', soFar: null }, why)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { answer, missingAction } = error
    const message = `${error.message} How old keys are and whether they are used is not known.`
    return unread(unreadPart(error, at), { message, answer, missingAction, at })
  }
}

/** Each trust policy is parsed on the way, so thousands are taken in steps. */
const STEP = 100

async function classifyAll(principals: readonly IamPrincipal[], keys: Keys): Promise<Principal[]> {
  const classified: Principal[] = []
  for (let from = 0; from < principals.length; from += STEP) {
    classified.push(...principals.slice(from, from + STEP).map(principal => classify(principal, keys)))
    await yieldToEventLoop()
  }
  return classified
}

function unread({ message, answer, missingAction }: AppError, meaning: string, at: string): Caveat {
  const about = { id: 'iam', scope: 'iam', subject: 'IAM' } as const
  return { ...about, message: `${message} ${meaning}`, answer, missingAction, at }
}

/** What was known stays, under its own date: IAM that does not answer has not lost its policies. */
function withoutFreshIam(error: AppError, older: AccountReading | null, at: string): IamPart {
  const part = unreadPart(error, at)
  const date = older && dateOf(older.parts.iam)
  if (older && date && hasIam(older) && 'why' in part && typeof part.why !== 'string') {
    const { principals, groups, policies, managedPolicies } = older
    const policyCaveats = older.caveats.filter(({ scope }) => scope === 'policy')
    return {
      iam: { state: 'kept', at: date, why: part.why },
      credentials: older.parts.credentials,
      entities: { principals, groups, policies, managedPolicies },
      caveats: [
        unread(error, `Policies are shown as of ${formatMoment(date, at)} UTC.`, at),
        ...policyCaveats,
      ],
    }
  }
  return {
    iam: part,
    credentials: part,
    entities: null,
    caveats: [unread(error, 'Who can connect is not known until it can be read.', at)],
  }
}

/** What the answer is held against; costs nothing, since both are asked anyway. */
export interface IamWitness {
  callerArn: string
  /** What AWS counts at this time; null where it did not say. Asked again where the two disagree. */
  readCounts: (again: boolean) => Promise<IamCounts | null>
}

/** An answer that cannot be whole is no answer: what is missing in it would be shown as nobody. */
async function assertBelievable(
  entities: IamEntities,
  { callerArn, readCounts }: IamWitness,
  at: string,
): Promise<Caveat[]> {
  const own = countsOf(entities)
  const first = await readCounts(false)
  const counted = first && isShort(own, first) ? ((await readCounts(true)) ?? first) : first
  const why = whyUnbelievable(entities, callerArn, counted)
  if (why) throw new AppError('unavailable', `${why} Read again in a minute.`)
  return counted && isShort(own, counted) ? [countsCaveat(entities, counted, at)] : []
}

/** Without IAM there are still targets; nobody's access is known then. `witness`: null only where nothing is known of it. */
export async function readIamPart(
  account: Account,
  older: AccountReading | null,
  at: string,
  witness: IamWitness | null,
): Promise<IamPart> {
  try {
    const [{ principals, caveats, ...rest }, keys] = await Promise.all([
      readIam(account, older && hasIam(older) ? older : null),
      readKeys(account, older, at),
    ])
    const entities = { ...rest, principals: await classifyAll(principals, keys) }
    const odd = witness ? await assertBelievable(entities, witness, at) : []
    return {
      iam: { state: 'read', at },
      credentials: keys.part,
      entities,
      caveats: [...caveats, ...odd, ...keys.caveats],
    }
  } catch (error) {
    const call = { action: 'iam:GetAccountAuthorizationDetails', doing: 'read users, roles and policies' }
    const failure = fromAws(account, error, call)
    if (failure.code === 'internal') throw error
    return withoutFreshIam(failure, older, at)
  }
}
