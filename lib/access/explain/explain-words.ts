import type { EndedStatement } from '@/lib/access/decide/ended-statement'
import { hangsOnAddress, type MatrixColumn } from '@/lib/access/decide/matrix-column'
import { isUnsupportedKey } from '@/lib/access/entries/unsupported-key'
import { AS_FAR_AS_READ, isAsFarAsRead, UNREAD } from '@/lib/access/model/as-far-as-read'
import { bare, lower } from '@/lib/access/model/clause'
import { canHaveIamAuth } from '@/lib/access/model/iam-support'
import { isAnswering } from '@/lib/access/model/is-answering'
import type { Principal } from '@/lib/access/model/principal'
import type { SimulatedCell } from '@/lib/access/model/simulated-cell'
import type { IamAuthState, Target } from '@/lib/access/model/target'
import type { Verdict } from '@/lib/access/model/verdict'
import type { ConnectEvaluation, OrganizationRefusal } from '@/lib/access/organization/organization-overlay'
import { refusedWords, SIMULATOR } from '@/lib/access/organization/refused-words'
import { formatMoment } from '@/lib/format'
import { type ConditionInWords, dateInWords } from './condition-words'
import type { PathStep } from './path-step'
import { statementsInWords } from './reason-words'
import { failing, othersThan, refusalOf } from './refusal-words'
import { asClause } from './statement-words'

/** One judged cell, ready to be put in words. */
export interface Verbal {
  target: Target
  principal: Principal
  column: MatrixColumn
  evaluation: ConnectEvaluation
  /** What AWS's policy simulator said of it; null: it was not asked. */
  simulated: SimulatedCell | null
  verdict: Verdict
  /** Everything that must let it through, step by step. */
  path: PathStep[]
  words: ConditionInWords[]
  /** Of no access: the statement that let it in until a day that is past. */
  ended: EndedStatement | null
  /** ISO: when the account was read. */
  asOf: string
}

const who = ({ principal, column }: Verbal) =>
  column.kind === 'anyOther'
    ? `${principal.label} connect as any other user`
    : `${principal.label} connect as ${column.name}`

const NOT = new Set<Verdict>(['noAccess', 'denied', 'dormant'])

function titleOf(cell: Verbal): string {
  if (cell.verdict === 'notEvaluated') return `Can ${who(cell)}?`
  return `Why ${NOT.has(cell.verdict) ? "can't" : 'can'} ${who(cell)}?`
}

function counted({ evaluation, principal }: Verbal): string {
  const allows = evaluation.reasons.filter(
    reason => reason.effect === 'Allow' && reason.layer === 'identity',
  ).length
  const denies = evaluation.reasons.filter(reason => reason.effect === 'Deny').length
  const allow = `${statementsInWords(allows)} ${allows === 1 ? 'allows' : 'allow'} it.`
  if (denies === 0)
    return `${allow} ${isAsFarAsRead(principal) ? 'Nothing that was read denies it.' : 'Nothing denies it.'}`
  return `${allow} ${statementsInWords(denies)} may deny it.`
}

/** The sentence of a yes, with what keeps it from being certain. */
function asRead(cell: Verbal, sentence: string): string {
  return isAsFarAsRead(cell.principal) ? `${bare(sentence)}, ${AS_FAR_AS_READ}: ${UNREAD}.` : sentence
}

function onlyIf({ words }: Verbal): string {
  if (words.length === 0) return 'Only on a condition.'
  return `Only ${words.map(item => asClause(item.text)).join(', and ')}.`
}

function doubt({ evaluation, target }: Verbal): string {
  const keys = [...new Set(evaluation.missingContextKeys)]
  if (target.kind === 'proxy')
    return 'RDS Proxy supports no global condition keys, so the condition may never hold.'
  const refused = keys.filter(isUnsupportedKey)
  if (refused.length > 0)
    return `Database sign-in does not support ${refused.join(', ')}: an Allow on it may never work, and a Deny may not block.`
  return 'Database sign-in does not support every condition key, so this may work differently from what the policy says.'
}

const UNTIL: Partial<Record<IamAuthState, string>> = {
  scheduledOn: ' until the maintenance window',
  pendingOn: ', and turning it on is pending',
}

function dormantSentence({ target, column, principal, evaluation }: Verbal): string {
  const { name, status, iamAuth } = target
  if (iamAuth.accepted && !isAnswering(target)) return `Dormant: ${name} is ${status}.`
  if (!iamAuth.accepted) {
    const waits = UNTIL[iamAuth.state] ?? ''
    if (!canHaveIamAuth(iamAuth.state)) return `Dormant: ${notSupported({ target })}`
    if (target.kind === 'proxy') return `Dormant: ${name} does not take IAM tokens.`
    if (iamAuth.state === 'turningOn') return `Dormant: IAM authentication on ${name} is still turning on.`
    return `Dormant: IAM authentication is off on ${name}${waits}.`
  }
  const { secondHop } = column
  const doubts = [
    ...(evaluation.decision === 'conditional' ? ['on a condition'] : []),
    ...(isAsFarAsRead(principal) ? [AS_FAR_AS_READ] : []),
  ]
  const allows = doubts.length > 0 ? `IAM allows, ${doubts.join(' and ')},` : 'IAM allows'
  if (secondHop) return `Dormant: ${allows} the way to ${name}, but not on from there: ${secondHop.text}`
  if (column.kind === 'missing') return `Dormant: ${name} has no user ${column.name}.`
  if (column.kind === 'user')
    return `Dormant: ${column.name} cannot sign in by IAM: ${lower(column.reason ?? 'not IAM-ready')}.`
  return `Dormant: no IAM-ready user of ${name} matches today.`
}

function canConnectSentence(cell: Verbal): string {
  const { target, column, principal } = cell
  if (column.secondHop?.state !== 'unknown')
    return isAsFarAsRead(principal) ? asRead(cell, 'Can connect.') : 'Can connect now.'
  const first = isAsFarAsRead(principal)
    ? bare(asRead(cell, `Can connect to ${target.name}.`))
    : `Can connect to ${target.name} now`
  return `${first}; whether the proxy then gets through is not known.`
}

function conditionalSentence(cell: Verbal): string {
  const { secondHop } = cell.column
  const first = cell.evaluation.decision === 'conditional' ? `${onlyIf(cell)} ` : ''
  if (hangsOnAddress(cell.column))
    return asRead(cell, `${first}Only from some addresses: ${bare(cell.column.reason ?? '')}.`)
  if (secondHop?.state !== 'conditional') return asRead(cell, onlyIf(cell))
  return asRead(cell, `${first}${secondHop.text}`)
}

/** IAM User Guide, "Testing IAM policies": a key that the simulator is not given counts as absent, in SCPs too. */
function notGiven({ policies }: Verbal['principal']): string {
  const tags = policies.absentKeys.includes('aws:PrincipalTag/*') ? '' : ' and without tags of a session'
  return `AWS was asked without a network address${tags}: a policy that exempts by such things may let it through.`
}

/** AWS said that the organisation refuses it, and does not say more to a member account. */
function organizationRefusal(cell: Verbal, refused: OrganizationRefusal) {
  const unknown = 'Which policy, and at which level, is not known here.'
  const named = cell.path.find(({ id }) => id === 'organization')
  return {
    sentence: `Denied ${refusedWords(refused, cell.asOf)}.`,
    detail: `${unknown} ${notGiven(cell.principal)} ${othersThan(cell.path, named, 'denies it')}`,
  }
}

function refusalWords(cell: Verbal, verdict: 'denied' | 'noAccess') {
  const { refused } = cell.evaluation
  return refused ? organizationRefusal(cell, refused) : refusalOf(cell.path, verdict)
}

/** A no of the organisation that was said of other policies than these: told, and not applied. Where SCPs are read, they say it. */
function oldRefusal(cell: Verbal): string | null {
  const { simulated, principal, asOf } = cell
  if (!simulated || simulated.current || simulated.organizationAllows !== false) return null
  if (!isAsFarAsRead(principal)) return null
  return `At ${formatMoment(simulated.askedAt, asOf)} ${SIMULATOR} said that the organisation denies it. A policy here has changed since, so that answer is old: ask AWS again.`
}

const endedSentence = ({ where, endedAt }: EndedStatement) =>
  `Ended ${dateInWords(endedAt.toISOString())}: until then ${where} allowed it, and no statement does now.`

function sentenceOf(cell: Verbal): string {
  switch (cell.verdict) {
    case 'canConnect':
      return canConnectSentence(cell)
    case 'conditional':
      return conditionalSentence(cell)
    case 'dormant':
      return dormantSentence(cell)
    case 'noAccess':
      if (!canHaveIamAuth(cell.target.iamAuth.state)) return notSupported(cell)
      return cell.ended ? endedSentence(cell.ended) : refusalWords(cell, cell.verdict).sentence
    case 'denied':
      return refusalWords(cell, cell.verdict).sentence
    case 'notEvaluated':
      return `Not evaluated: ${lower(bare(cell.words[0]?.text ?? 'a policy could not be read'))}.`
  }
}

const notSupported = ({ target }: Pick<Verbal, 'target'>) =>
  `${target.name} does not support IAM authentication.`

/** Where no token is ever taken, that comes first, and what IAM says stands behind it. */
function refusalDetail(cell: Verbal, verdict: 'denied' | 'noAccess'): string {
  const { sentence, detail } = refusalWords(cell, verdict)
  const { state, reason } = cell.target.iamAuth
  if (verdict === 'denied' || canHaveIamAuth(state)) return detail
  return [reason, `Besides: ${lower(sentence)}`].filter(Boolean).join(' ')
}

function detailOf(cell: Verbal): string {
  const { verdict, column, target } = cell
  const unread = column.iamReady === null && verdict !== 'noAccess' && verdict !== 'denied'
  const parts = [
    oldRefusal(cell),
    verdict === 'denied' || verdict === 'noAccess' ? refusalDetail(cell, verdict) : null,
    verdict === 'notEvaluated' ? 'It may turn out either way.' : null,
    ['canConnect', 'conditional', 'dormant'].includes(verdict) ? counted(cell) : null,
    verdict === 'dormant' ? othersThan(cell.path, failing(cell.path)[0], 'stops it') : null,
    cell.evaluation.decision === 'conditional' && verdict !== 'notEvaluated' ? doubt(cell) : null,
    hopInDetail(cell),
    unread && target.kind !== 'proxy'
      ? 'Database not read: whether this user exists and is IAM-ready is not known.'
      : null,
  ]
  return parts.filter(part => part !== null).join(' ')
}

/** Where the sentence has not said it already. */
function hopInDetail({ verdict, column: { secondHop } }: Verbal): string | null {
  if (!secondHop || NOT.has(verdict)) return null
  return verdict === 'conditional' && secondHop.state === 'conditional' ? null : secondHop.text
}

export function wordsFor(cell: Verbal): { title: string; sentence: string; detail: string } {
  return { title: titleOf(cell), sentence: sentenceOf(cell), detail: detailOf(cell) }
}
