import type { CauseId, CheckId, CheckState, RankedCause } from '@/lib/connect/doctor/cause'
import type { CheckAnswer, CheckFix, LiveCheck } from '@/lib/services/doctor/check-answer'

/** Of a row that is still being looked at. */
export type RowState = CheckState | 'pending'

export type RowFix = CheckFix | { kind: 'pasteToken'; label: string }

export interface DoctorRow {
  key: string
  state: RowState
  title: string
  evidence: string
  /** `38 ms`, `evaluated`; null: nothing was asked for it. */
  took: string | null
  fix: RowFix | null
  likelihood: number
}

/** Pages of the target that a cause may lead to; null: none is named, or one may not. */
export interface WaysOut {
  issueToken: RowFix | null
  recipe: RowFix | null
}

/** What the token says, taken apart in this browser. */
export interface TokenFinding {
  cause: Extract<CauseId, 'tokenExpired' | 'tokenOtherEndpoint' | 'tokenDamaged'>
  state: CheckState
  title: string
  evidence: string
  fix: RowFix | null
}

/** One check answers for several of the causes that a text may have. */
const LIVE: Record<CheckId, LiveCheck | null> = {
  switch: 'switch',
  policy: 'policy',
  policyId: 'policy',
  signer: 'signer',
  organization: 'organization',
  databaseUser: 'databaseUser',
  network: 'endpoint',
  tls: 'endpoint',
  secondHop: 'secondHop',
  load: 'load',
  token: null,
}

/** Null: it was not asked. `pending`: it was, and has not answered. */
export type LiveAnswers = Partial<Record<LiveCheck, CheckAnswer | 'pending'>>

/** Where nothing in the text speaks of a check, in this order, below all that something does. */
const UNSPOKEN: Record<LiveCheck, { weight: number; title: string }> = {
  databaseUser: { weight: 0.09, title: 'The user in the database' },
  policy: { weight: 0.08, title: 'What the policies allow' },
  organization: { weight: 0.05, title: 'What the organisation denies' },
  signer: { weight: 0.06, title: 'Who really signed' },
  switch: { weight: 0.07, title: 'IAM authentication' },
  endpoint: { weight: 0.04, title: 'The endpoint, and TLS' },
  secondHop: { weight: 0.03, title: 'The proxy’s way to its database' },
  load: { weight: 0.02, title: 'Throttling and memory' },
}

/** All that can be looked at; only a proxy has a second hop. */
export const checksFor = (proxied: boolean): LiveCheck[] =>
  (Object.keys(UNSPOKEN) as LiveCheck[]).filter(check => proxied || check !== 'secondHop')

const ORDER: Record<RowState, number> = { failed: 0, pending: 1, cannotTell: 1, ok: 2 }

/** Failed first, then what cannot be told by likelihood, then what is in order. A row that waits keeps the place of its likelihood. */
export function rowsOf(
  ranked: readonly RankedCause[],
  live: LiveAnswers,
  token: readonly TokenFinding[],
  ways: WaysOut,
): DoctorRow[] {
  const ofToken = tokenRows(ranked, token, ways)
  const shown = new Set(ofToken.map(({ key }) => key))
  const rows = [...liveRows(ranked, live), ...ofToken, ...otherRows(ranked, shown, live, ways)]
  return rows.sort((one, other) => ORDER[one.state] - ORDER[other.state] || other.likelihood - one.likelihood)
}

function liveRows(ranked: readonly RankedCause[], live: LiveAnswers): DoctorRow[] {
  return (Object.entries(live) as [LiveCheck, CheckAnswer | 'pending'][]).map(([check, answer]) => {
    const { weight, title } = UNSPOKEN[check]
    const spoken = ranked.filter(
      cause => (cause.check !== null && LIVE[cause.check] === check) || causeOf(answer) === cause.id,
    )
    const likelihood = Math.max(weight, ...spoken.map(cause => cause.likelihood))
    if (answer === 'pending')
      return { key: check, state: 'pending', title, evidence: '', took: null, fix: null, likelihood }
    const { state, evidence, fix, evaluated, tookMs } = answer
    const took = evaluated ? 'evaluated' : `${tookMs.toLocaleString('en')} ms`
    return { key: check, state, title: answer.title, evidence, took, fix, likelihood }
  })
}

const causeOf = (answer: CheckAnswer | 'pending') =>
  answer === 'pending' || answer.state !== 'failed' ? null : answer.cause

/** What the checks found to be wrong, for ranking what the text says. */
export function resultsOf(live: LiveAnswers): Partial<Record<CauseId, CheckState>> {
  const causes = Object.values(live).flatMap(answer => causeOf(answer) ?? [])
  return Object.fromEntries(causes.map(cause => [cause, 'failed' as const]))
}

/** From here on the text itself says it: no check is needed to call it the fault. */
const STATED = 0.9

/** Looked at from this server, and now: what is in order here may not have been where and when the client ran. */
const ELSEWHERE: ReadonlySet<CheckId> = new Set(['network', 'tls', 'load', 'secondHop'])

/** Whether the row of a check says all that is to be said of a cause. */
function isAnswered({ id, check, likelihood }: RankedCause, live: LiveAnswers): boolean {
  const asked = check && LIVE[check]
  const answer = asked && live[asked]
  if (!check || !asked || !answer) return false
  if (causeOf(answer) === id) return true
  const stated = likelihood >= STATED
  if (!ELSEWHERE.has(check)) return answer === 'pending' || answer.state !== 'cannotTell' || !stated
  if (stated) return false
  return answer === 'pending' || answer.state === 'failed' || likelihood <= UNSPOKEN[asked].weight
}

/** Whether the text points at it. */
export const isSpokenOf = ({ likelihood }: DoctorRow): boolean =>
  likelihood > Math.max(...Object.values(UNSPOKEN).map(({ weight }) => weight))

function tokenRows(
  ranked: readonly RankedCause[],
  token: readonly TokenFinding[],
  ways: WaysOut,
): DoctorRow[] {
  return token.map(finding => {
    const { cause, state, title, evidence, fix } = finding
    const own = ranked.find(({ id }) => id === cause)
    const likelihood = own?.likelihood ?? 0.01
    if (own && state === 'cannotTell' && likelihood >= STATED) {
      const row = statedRow(own, ways)
      return { ...row, fix: row.fix ?? ways.issueToken }
    }
    return { key: cause, state, title, evidence, took: null, fix, likelihood }
  })
}

/** What no check answers for, or not for good: the text alone speaks of it. */
function otherRows(
  ranked: readonly RankedCause[],
  shown: ReadonlySet<string>,
  live: LiveAnswers,
  ways: WaysOut,
): DoctorRow[] {
  return ranked.flatMap(cause => {
    if (shown.has(cause.id) || isAnswered(cause, live)) return []
    if (cause.likelihood >= STATED) return [statedRow(cause, ways)]
    const { id, title, explanation, wouldTell, likelihood } = cause
    const evidence = `${explanation} ${wouldTell}`.trim()
    return [
      { key: id, state: 'cannotTell', title, evidence, took: null, fix: wayOut(cause, ways), likelihood },
    ]
  })
}

function statedRow(cause: RankedCause, ways: WaysOut): DoctorRow {
  const { id, title, explanation, advice, likelihood } = cause
  const evidence = `${explanation} ${advice}`.trim()
  return {
    key: id,
    state: 'failed',
    title,
    evidence,
    took: 'by the text',
    fix: wayOut(cause, ways),
    likelihood,
  }
}

function wayOut({ copyText, fix }: RankedCause, ways: WaysOut): RowFix | null {
  if (copyText) return { kind: 'copy', label: 'Copy what mends it', text: copyText }
  return fix === 'issueToken' || fix === 'recipe' ? ways[fix] : null
}

const COUNTED: [RowState, string][] = [
  ['failed', 'failed'],
  ['ok', 'ok'],
  ['cannotTell', 'cannot tell'],
  ['pending', 'being checked'],
]

/** `1 failed, 3 ok, 2 cannot tell` */
export function countsInWords(rows: readonly DoctorRow[]): string {
  return COUNTED.flatMap(([state, words]) => {
    const count = rows.filter(row => row.state === state).length
    return count > 0 ? `${count} ${words}` : []
  }).join(', ')
}
