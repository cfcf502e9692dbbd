import { ALL_SIGNS } from './all-signs'
import type { CauseId } from './cause'
import type { Circumstances, UserState } from './circumstances'
import type { Symptoms } from './recognised'
import type { Sign } from './sign'

type Weights = Partial<Record<CauseId, number>>

const SIGNS = new Map(ALL_SIGNS.map(sign => [sign.id, sign]))
/** A sign counts by how far it stands below the most telling one of the text. */
const BELOW = [1, 0.3, 0.1]
const LEVEL: Record<Sign['strength'], number> = { states: 0, refuses: 1, ends: 2 }

/** Where the text says nothing that is known here: what can be checked all the same. */
const WITHOUT_SIGNS: Weights = {
  policyMissing: 0.2,
  userMissing: 0.18,
  userNotReady: 0.17,
  iamAuthOff: 0.15,
  tokenExpired: 0.14,
  otherSigner: 0.12,
  tokenOtherEndpoint: 0.12,
  noAnswer: 0.1,
  organizationDenies: 0.08,
  serverStrained: 0.06,
}

const SURE = 0.97
const POSSIBLE = 0.05

function byText(signs: readonly Sign[]): Weights {
  if (signs.length === 0) return { ...WITHOUT_SIGNS }
  const top = Math.min(...signs.map(({ strength }) => LEVEL[strength]))
  const weights: Weights = {}
  for (const { strength, causes } of signs)
    for (const [id, weight] of Object.entries(causes) as [CauseId, number][]) {
      const likelihood = weight * (BELOW[LEVEL[strength] - top] ?? 0)
      weights[id] = Math.max(weights[id] ?? 0, likelihood)
    }
  return weights
}

/** A token made a moment ago for exactly this endpoint and user. */
const NOT_OF_A_FRESH_TOKEN: readonly CauseId[] = [
  'tokenExpired',
  'tokenOtherEndpoint',
  'tokenDamaged',
  'tokenTooLong',
  'tokenInAddress',
  'noTokenSent',
  'noCredentials',
  'otherSigner',
  'userIamOnly',
  'wrongPassword',
  'proxySecretWrong',
]

const OF_A_PROXY: readonly CauseId[] = [
  'proxyNoSecret',
  'proxySecretWrong',
  'proxyUserIamOnly',
  'proxySecondHop',
  'proxyTakesNoToken',
  'proxyUnsupported',
]

/** Of the user that a direct sign-in needs: behind a proxy that has a secret, another kind of user is right. */
const OF_A_DIRECT_USER: readonly CauseId[] = ['userNotReady', 'userIamOnly', 'otherHostRow']

const BY_USER_STATE: Readonly<Record<Exclude<UserState, 'ready'>, CauseId>> = {
  missing: 'userMissing',
  otherCase: 'userOtherCase',
  notReady: 'userNotReady',
  closed: 'userClosed',
}
const USER_CAUSE_IDS = Object.values(BY_USER_STATE)

class Weighing {
  constructor(readonly weights: Weights) {}

  rule(ids: readonly CauseId[]): void {
    for (const id of ids) delete this.weights[id]
  }

  raise(id: CauseId, to: number): void {
    this.weights[id] = Math.max(this.weights[id] ?? 0, to)
  }

  /** True where the text lets a cause be one at all. */
  has(...ids: readonly CauseId[]): boolean {
    return ids.some(id => (this.weights[id] ?? 0) > 0)
  }
}

function weighUser(weighing: Weighing, { userState, proxyMode }: Circumstances, viaProxy: boolean): void {
  if (userState === null || !weighing.has(...USER_CAUSE_IDS, 'proxyUserIamOnly')) return
  const cause = userState === 'ready' ? null : BY_USER_STATE[userState]
  weighing.rule(USER_CAUSE_IDS.filter(id => id !== cause))
  const behindSecret = viaProxy && proxyMode !== 'iam'
  if (behindSecret && proxyMode === 'secrets' && userState === 'ready')
    weighing.raise('proxyUserIamOnly', SURE)
  if (behindSecret && cause === 'userNotReady') weighing.rule(['userNotReady', 'proxyUserIamOnly'])
  else if (cause) weighing.raise(cause, SURE)
}

function weighProxy(weighing: Weighing, known: Circumstances, viaProxy: boolean): void {
  if (!viaProxy) {
    if (known.viaProxy === false) weighing.rule(OF_A_PROXY)
    return
  }
  if (known.proxyMode !== 'iam') weighing.rule(OF_A_DIRECT_USER)
  if (known.proxyMode === 'iam') weighing.rule(['proxyNoSecret', 'proxySecretWrong', 'proxyUserIamOnly'])
  if (!weighing.has('policyMissing', 'userNotReady', 'userMissing')) return
  weighing.raise('policyOtherId', 0.3)
  if (known.secondHopFails === null) weighing.raise('proxySecondHop', POSSIBLE)
}

/** How likely each cause is, by the text and by what else is known. */
export function weighCauses(symptoms: Symptoms, known: Circumstances): Weights {
  const signs = symptoms.signs.flatMap(id => SIGNS.get(id) ?? [])
  const weighing = new Weighing(byText(signs))
  const viaProxy = known.viaProxy ?? symptoms.viaProxy
  if (known.freshToken) weighing.rule(NOT_OF_A_FRESH_TOKEN)
  weighProxy(weighing, known, viaProxy)
  weighUser(weighing, known, viaProxy)
  const refused = weighing.has('policyMissing', 'policyOtherId')
  if (known.policyAllows === false && refused) weighing.raise('policyMissing', 0.95)
  if (known.policyAllows === true && refused) {
    weighing.rule(['policyOtherId'])
    weighing.weights.policyMissing = 0.11
    weighing.raise('organizationDenies', 0.12)
  }
  if (known.secondHopFails !== null && viaProxy && weighing.has('policyMissing', ...OF_A_PROXY))
    weighing.raise('proxySecondHop', 0.96)
  if (known.iamAuthAccepted === true) weighing.rule(['iamAuthOff'])
  if (known.iamAuthAccepted === false && weighing.has('iamAuthOff', 'policyMissing'))
    weighing.raise('iamAuthOff', 0.99)
  weighSigner(weighing, symptoms)
  return weighing.weights
}

/** Roles by names that AWS and its tools give: of nodes, of instances (whose session is `i-…`), of task execution. */
const SERVES_A_MACHINE =
  /node-?(?:instance)?-?(?:group|role)|ecsInstanceRole|execution|assumed-role\/[^/]+\/i-[0-9a-f]+$/i

function weighSigner(weighing: Weighing, { callerArn }: Symptoms): void {
  if (callerArn && SERVES_A_MACHINE.test(callerArn) && weighing.has('otherSigner'))
    weighing.raise('otherSigner', 0.6)
}
