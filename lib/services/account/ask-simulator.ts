import 'server-only'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { findPrincipal } from '@/lib/access/decide/principal-index'
import { isAsFarAsRead } from '@/lib/access/model/as-far-as-read'
import { policyStates } from '@/lib/access/model/policy-state'
import type { Principal } from '@/lib/access/model/principal'
import type { KeptAnswer } from '@/lib/access/model/simulated-cell'
import type { Target } from '@/lib/access/model/target'
import type { Account } from '@/lib/account'
import { type SimulatedDecision, type Simulation, simulateConnect } from '@/lib/aws/simulate'
import { ALLOWED, CONDITIONAL } from '@/lib/iam/index'
import { log } from '@/lib/log/log'
import { saveAnswers } from '@/lib/records/simulator-answers'
import { putSimulated } from '@/lib/services/account/put-in-reading'
import { inSimulatorTurn } from '@/lib/services/account/simulator-turn'

export interface Asked {
  answers: KeptAnswer[]
  /** False: the records could not be written, so the answers last as long as this server runs. */
  saved: boolean
}

/** Asks AWS's policy simulator about one principal on one target, one call for all the names, and keeps what it says. */
export async function askSimulator(
  account: Account,
  access: CompiledAccess,
  target: Target,
  principalArn: string,
  resources: readonly string[],
): Promise<Asked> {
  const { principal, index } = findPrincipal(access, principalArn)
  const ask = (some: readonly string[], session: Simulation['context'] = {}) =>
    inSimulatorTurn(account, () => {
      const context = { ...contextOf(principal, target), ...session }
      return simulateConnect(account, { principalArn, resources: some, context })
    })
  const decisions = await ask(resources)
  for (const resource of askedAlone(access, principal, index, resources, decisions))
    for (const [one, decision] of await ask([resource])) decisions.set(one, decision)
  for (const [resource, decision] of decisions) {
    if (decision.organizationAllows !== false) continue
    const allows = async (session: Simulation['context']) =>
      (await ask([resource], session)).get(resource)?.organizationAllows !== false
    if (!(await allows({ ...WITH_MFA, ...THROUGH_A_SERVICE }))) continue
    decisions.set(resource, hangingOn((await allows(WITH_MFA)) ? MFA : VIA, decision))
  }
  const policyState = policyStates(access.inventory)(principal)
  const askedAt = new Date().toISOString()
  const answers = [...decisions].map(([resource, decision]): KeptAnswer => {
    return { ...decision, principalArn, resource, policyState, askedAt }
  })
  putSimulated(account, answers)
  return { answers, saved: await save(access.inventory.accountId, answers) }
}

const MFA = 'aws:MultiFactorAuthPresent'
const WITH_MFA = { [MFA]: 'true', 'aws:MultiFactorAuthAge': '0' }
/** AWS's guards by network address (IAM User Guide, "Data perimeters") spare calls that a service passes on. */
const VIA = 'aws:ViaAWSService'
const THROUGH_A_SERVICE = { [VIA]: 'true', 'aws:PrincipalIsAWSService': 'true' }

/** How a session was signed in, and from where it calls, nobody knows here: a no that such things lift is not the whole word. */
function hangingOn(key: string, decision: SimulatedDecision): SimulatedDecision {
  const missingContextKeys = [...new Set([...decision.missingContextKeys, key])]
  return { ...decision, organizationAllows: null, missingContextKeys }
}

/**
 * IAM User Guide, "Testing IAM policies with the IAM policy simulator": it fills in few keys by itself. A guard of the
 * organisation that exempts by Region, account, name or tag would else refuse everybody. Addresses stay unknown.
 */
function contextOf({ policies, accountId }: Principal, { region }: Target) {
  return {
    ...policies.context,
    'aws:PrincipalAccount': accountId,
    'aws:ResourceAccount': accountId,
    'aws:RequestedRegion': region,
    'aws:SecureTransport': 'true',
  }
}

/** Of many resources at once AWS does not say which of them the organisation refuses: those that we call open are asked alone. */
function askedAlone(
  { asRead }: CompiledAccess,
  principal: Principal,
  index: number,
  resources: readonly string[],
  decisions: ReadonlyMap<string, SimulatedDecision>,
): string[] {
  if (resources.length < 2 || !isAsFarAsRead(principal)) return []
  const row = asRead.row(index, resources)
  return resources.filter((resource, place) => {
    const answer = decisions.get(resource)
    const settled = answer && (answer.decision === 'allowed' || answer.organizationAllows !== null)
    return !settled && (row[place] === ALLOWED || row[place] === CONDITIONAL)
  })
}

async function save(accountId: string, answers: readonly KeptAnswer[]): Promise<boolean> {
  try {
    await saveAnswers(accountId, answers)
    return true
  } catch (error) {
    log.warn({ err: error }, 'what the policy simulator said could not be kept')
    return false
  }
}
