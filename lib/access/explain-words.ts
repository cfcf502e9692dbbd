import { formatMoment } from '@/lib/format'
import type { Reason } from '@/lib/iam/index'
import { AS_FAR_AS_READ, isAsFarAsRead, UNREAD } from './as-far-as-read'
import type { MatrixColumn } from './columns'
import type { ConditionInWords } from './condition-words'
import type { Check } from './explain-checks'
import type { SimulatedCell } from './kept-answers'
import type { ConnectEvaluation } from './organization-overlay'
import type { Principal } from './principal'
import type { Target } from './target'
import { isAnswering } from './target-cells'
import type { Verdict } from './verdict'

/** One judged cell, ready to be put in words. */
export interface Verbal {
  target: Target
  principal: Principal
  column: MatrixColumn
  evaluation: ConnectEvaluation
  /** What AWS's policy simulator said of it; null: it was not asked. */
  simulated: SimulatedCell | null
  verdict: Verdict
  checks: Check[]
  words: ConditionInWords[]
  /** ISO: when the account was read. */
  asOf: string
  /** The second hop, where the target is a proxy. */
  behind: string | null
}

const COUNTS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine']

export function statementsInWords(count: number): string {
  return `${COUNTS[count] ?? count} ${count === 1 ? 'statement' : 'statements'}`
}

export function whereIs(reason: Reason): string {
  if (reason.statementIndex < 0) return reason.policyName
  return `statement ${reason.statementIndex + 1} of ${reason.policyName}`
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

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
const bare = (text: string) => text.replace(/\.$/, '')

/** The sentence of a yes, with what keeps it from being certain. */
function asRead(cell: Verbal, sentence: string): string {
  return isAsFarAsRead(cell.principal) ? `${bare(sentence)}, ${AS_FAR_AS_READ}: ${UNREAD}.` : sentence
}

function onlyIf({ words }: Verbal): string {
  if (words.length === 0) return 'Only on a condition.'
  const [first = '', ...others] = words.map(item => lower(bare(item.text)))
  const phrase = (text: string) => (/^(before|after|from|until) /.test(text) ? text : `if ${text}`)
  return `Only ${[phrase(first), ...others.map(phrase)].join(', and ')}.`
}

/** RDS user guide: these global condition keys are not supported for IAM database authentication. */
const UNSUPPORTED = /^aws:(referer|sourceip|sourcevpc|sourcevpce|useragent|vpcsourceip)$/i

function doubt({ evaluation, target }: Verbal): string {
  const keys = [...new Set(evaluation.missingContextKeys)]
  if (target.kind === 'proxy')
    return 'RDS Proxy supports no global condition keys, so the condition may never hold.'
  const refused = keys.filter(key => UNSUPPORTED.test(key))
  if (refused.length > 0)
    return `Database sign-in does not support ${refused.join(', ')}: an Allow on it may never work, and a Deny may not block.`
  return 'Database sign-in does not support every condition key, so this may work differently from what the policy says.'
}

function dormantSentence({ target, column, principal }: Verbal): string {
  const allowed = isAsFarAsRead(principal) ? `IAM allows it ${AS_FAR_AS_READ}` : 'IAM allows it'
  if (target.iamAuth.accepted && !isAnswering(target))
    return `${allowed}, but ${target.name} is ${target.status}.`
  if (!target.iamAuth.accepted) {
    const scheduled = target.iamAuth.state === 'scheduledOn' ? ' until the maintenance window' : ''
    if (target.iamAuth.state === 'unsupported')
      return `${allowed}, but ${target.name} does not support IAM authentication.`
    if (target.kind === 'proxy') return `${allowed}, but ${target.name} does not take IAM tokens.`
    if (target.iamAuth.state === 'turningOn')
      return `${allowed}, but IAM authentication on ${target.name} is still turning on.`
    return `${allowed}, but IAM authentication is off on ${target.name}${scheduled}.`
  }
  if (column.kind === 'missing') return `${allowed}, but ${target.name} has no user ${column.name}.`
  if (column.kind === 'user')
    return `${allowed}, but ${column.name} cannot sign in by IAM: ${lower(column.reason ?? 'not IAM-ready')}.`
  return `${allowed}, but no IAM-ready user of ${target.name} matches today.`
}

const SIMULATOR = "AWS's policy simulator"

function deniedSentence(cell: Verbal): string {
  const { evaluation } = cell
  if (evaluation.refused)
    return `Denied by the organisation, as ${SIMULATOR} said at ${moment(cell, evaluation.refused.askedAt)}.`
  const denies = evaluation.reasons.filter(reason => reason.effect === 'Deny')
  const [first] = denies
  if (!first) return 'A statement denies it.'
  const where = { identity: '', boundary: ' (boundary)', scp: ' (SCP)', session: ' (session policy)' }[
    first.layer
  ]
  const more = denies.length > 1 ? `, and ${denies.length - 1} more` : ''
  return `Denied by ${whereIs(first)}${where}${more}.`
}

/** With its day where that is another one: an answer may be kept for long. */
function moment({ asOf }: Verbal, iso: string): string {
  return formatMoment(iso, asOf)
}

/** An explicit deny that was read stands beside the organisation's, and is told with it. */
function deniedDetail({ evaluation }: Verbal): string {
  if (!evaluation.refused) return 'An explicit deny wins over every allow.'
  const unknown = 'Which policy, and at which level, is not known here.'
  const denies = evaluation.reasons.filter(reason => reason.effect === 'Deny' && reason.match === 'yes')
  if (denies.length > 0)
    return `${unknown} As far as read, ${lower(statementsInWords(denies.length))} ${denies.length === 1 ? 'denies' : 'deny'} it too.`
  return evaluation.reasons.length > 0 ? `${unknown} As far as read, nothing else denies it.` : unknown
}

/** A no of the organisation that was said of other policies than these: told, and not applied. */
function oldRefusal(cell: Verbal): string | null {
  const { simulated } = cell
  if (!simulated || simulated.current || simulated.organizationAllows !== false) return null
  return `At ${moment(cell, simulated.askedAt)} ${SIMULATOR} said that the organisation denies it. A policy here has changed since, so that answer is old: ask AWS again.`
}

function noAccessSentence({ checks }: Verbal): string {
  const failed = checks.find(
    check => check.outcome === 'fail' && ['allow', 'boundary', 'scp'].includes(check.id),
  )
  return `${failed?.text ?? 'No statement allows it'}.`
}

function sentenceOf(cell: Verbal): string {
  switch (cell.verdict) {
    case 'canConnect':
      return isAsFarAsRead(cell.principal) ? asRead(cell, 'Can connect.') : 'Can connect now.'
    case 'conditional':
      return asRead(cell, onlyIf(cell))
    case 'dormant':
      return dormantSentence(cell)
    case 'denied':
      return deniedSentence(cell)
    case 'noAccess':
      return noAccessSentence(cell)
    case 'notEvaluated':
      return `Not evaluated: ${lower(bare(cell.words[0]?.text ?? 'a policy could not be read'))}.`
  }
}

function detailOf(cell: Verbal): string {
  const { verdict, column, target } = cell
  const unread = column.iamReady === null && verdict !== 'noAccess' && verdict !== 'denied'
  const parts = [
    oldRefusal(cell),
    verdict === 'denied' ? deniedDetail(cell) : null,
    verdict === 'noAccess' ? 'Without an allow, IAM refuses.' : null,
    verdict === 'notEvaluated' ? 'It may turn out either way.' : null,
    ['canConnect', 'conditional', 'dormant'].includes(verdict) ? counted(cell) : null,
    cell.evaluation.decision === 'conditional' && verdict !== 'notEvaluated' ? doubt(cell) : null,
    unread ? cell.behind : null,
    unread && target.kind !== 'proxy'
      ? 'Database not read: whether this user exists and is IAM-ready is not known.'
      : null,
  ]
  return parts.filter(part => part !== null).join(' ')
}

export function wordsFor(cell: Verbal): { title: string; sentence: string; detail: string } {
  return { title: titleOf(cell), sentence: sentenceOf(cell), detail: detailOf(cell) }
}
