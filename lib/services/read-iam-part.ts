import 'server-only'
import type { Caveat } from '@/lib/access/caveat'
import { classifyPrincipal } from '@/lib/access/classify-principal'
import type { Inventory } from '@/lib/access/inventory'
import type { Principal } from '@/lib/access/principal'
import { fromAws } from '@/lib/aws/errors'
import { readIam } from '@/lib/aws/iam'
import type { IamPrincipal } from '@/lib/aws/iam-mapping'
import type { AppError } from '@/lib/errors'
import { breathe } from '@/lib/services/breathe'

export type IamPart = Pick<Inventory, 'principals' | 'groups' | 'policies' | 'managedPolicies' | 'caveats'>

function classify({ instanceProfiles, ...principal }: IamPrincipal): Principal {
  const facts = { ...principal, instanceProfile: instanceProfiles.length > 0 }
  return { ...principal, ...classifyPrincipal(facts) }
}

/** Each trust policy is parsed on the way, so thousands are taken in steps. */
const STEP = 100

async function classifyAll(principals: readonly IamPrincipal[]): Promise<Principal[]> {
  const classified: Principal[] = []
  for (let from = 0; from < principals.length; from += STEP) {
    classified.push(...principals.slice(from, from + STEP).map(classify))
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
    const { principals, ...rest } = await readIam()
    return { ...rest, principals: await classifyAll(principals) }
  } catch (error) {
    const call = { action: 'iam:GetAccountAuthorizationDetails', doing: 'read users, roles and policies' }
    const failure = fromAws(error, call)
    if (failure.code === 'internal') throw error
    return withoutFreshIam(failure, older, at)
  }
}
