import 'server-only'
import type { Caveat } from '@/lib/access/caveat'
import { classifyPrincipal } from '@/lib/access/classify-principal'
import type { Inventory } from '@/lib/access/inventory'
import type { Principal } from '@/lib/access/principal'
import { principalFacts } from '@/lib/access/principal-facts'
import type { UserCredentials } from '@/lib/access/user-credentials'
import { readCredentials } from '@/lib/aws/credential-report'
import { fromAws } from '@/lib/aws/errors'
import { readIam } from '@/lib/aws/iam'
import type { IamPrincipal } from '@/lib/aws/iam-mapping'
import { AppError } from '@/lib/errors'
import { breathe } from '@/lib/services/breathe'

export type IamPart = Pick<Inventory, 'principals' | 'groups' | 'policies' | 'managedPolicies' | 'caveats'>

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
  users: Map<string, UserCredentials> | null
  caveats: Caveat[]
}

/** Without the credential report the verdicts are the same; only how much a user's keys weigh is not known. */
async function readKeys(at: string): Promise<Keys> {
  const unread = (message: string, answer: string | null, missingAction: string | null): Keys => ({
    users: null,
    caveats: [
      { id: 'credentials', scope: 'credentials', subject: 'access keys', message, answer, missingAction, at },
    ],
  })
  try {
    const users = await readCredentials()
    const making =
      'AWS is making the credential report, so access keys are not known yet. Read again in a minute.'
    return users ? { users, caveats: [] } : unread(making, null, null)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { message, answer, missingAction } = error
    return unread(
      `${message} How old keys are and whether they are used is not known.`,
      answer,
      missingAction,
    )
  }
}

/** Each trust policy is parsed on the way, so thousands are taken in steps. */
const STEP = 100

async function classifyAll(principals: readonly IamPrincipal[], keys: Keys): Promise<Principal[]> {
  const classified: Principal[] = []
  for (let from = 0; from < principals.length; from += STEP) {
    classified.push(...principals.slice(from, from + STEP).map(principal => classify(principal, keys)))
    await breathe()
  }
  return classified
}

function unread({ message, answer, missingAction }: AppError, meaning: string, at: string): Caveat {
  return {
    id: 'iam',
    scope: 'iam',
    subject: 'IAM',
    message: `${message} ${meaning}`,
    answer,
    missingAction,
    at,
  }
}

/** A passing failure must not blank what was known: the older policies stay, dated. A refusal is an answer, so they go. */
function withoutFreshIam(error: AppError, older: Inventory | null, at: string): IamPart {
  const passing = error.code === 'throttled' || error.code === 'unavailable'
  if (older && passing && older.principals.length > 0) {
    const { principals, groups, policies, managedPolicies, readAt } = older
    const caveat = unread(error, `Policies are shown as of ${readAt}.`, at)
    const policyCaveats = older.caveats.filter(({ scope }) => scope === 'policy')
    return { principals, groups, policies, managedPolicies, caveats: [caveat, ...policyCaveats] }
  }
  const caveat = unread(error, 'Who can connect is not known until it can be read.', at)
  return { principals: [], groups: [], policies: [], managedPolicies: [], caveats: [caveat] }
}

/** Without IAM there are still targets; the caveat then says that nobody's access is known. */
export async function readIamPart(older: Inventory | null, at: string): Promise<IamPart> {
  try {
    const [{ principals, caveats, ...rest }, keys] = await Promise.all([readIam(), readKeys(at)])
    return {
      ...rest,
      principals: await classifyAll(principals, keys),
      caveats: [...caveats, ...keys.caveats],
    }
  } catch (error) {
    const call = { action: 'iam:GetAccountAuthorizationDetails', doing: 'read users, roles and policies' }
    const failure = fromAws(error, call)
    if (failure.code === 'internal') throw error
    return withoutFreshIam(failure, older, at)
  }
}
