import type { Evaluation, Reason } from '@/lib/iam/index'
import type { MatrixColumn } from './columns'
import type { ConditionInWords } from './condition-words'
import type { Check } from './explain-checks'
import { isAnswering } from './is-answering'
import type { Principal } from './principal'
import type { Target } from './target'
import type { Verdict } from './verdict'

/** One judged cell, ready to be put in words. */
export interface Verbal {
  target: Target
  principal: Principal
  column: MatrixColumn
  evaluation: Evaluation
  verdict: Verdict
  checks: Check[]
  words: ConditionInWords[]
}

const COUNTS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine']

export function statementsInWords(count: number): string {
  return `${COUNTS[count] ?? count} ${count === 1 ? 'statement' : 'statements'}`
}

/** What stands over the statements of a cell: only those that settle it are called deciding. */
export function statementsTitle(statements: readonly { decides: boolean }[]): string {
  const one = statements.length === 1
  if (statements.some(({ decides }) => decides))
    return one ? 'Deciding statement' : `${statements.length} deciding statements`
  return one ? 'Would allow it, and is not enough' : `${statements.length} would allow it, and are not enough`
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

function counted({ evaluation }: Verbal): string {
  const allows = evaluation.reasons.filter(
    reason => reason.effect === 'Allow' && reason.layer === 'identity',
  ).length
  const denies = evaluation.reasons.filter(reason => reason.effect === 'Deny').length
  const allow = `${statementsInWords(allows)} ${allows === 1 ? 'allows' : 'allow'} it.`
  if (denies === 0) return `${allow} Nothing denies it.`
  return `${allow} ${statementsInWords(denies)} may deny it.`
}

/** Abbreviations, such as TLS and MFA, keep their capitals. */
const lower = (text: string) => text.replace(/^[A-Z](?![A-Z])/, first => first.toLowerCase())
const bare = (text: string) => text.replace(/\.$/, '')

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

function dormantSentence({ target, column }: Verbal): string {
  if (target.iamAuth.accepted && !isAnswering(target))
    return `IAM allows it, but ${target.name} is ${target.status}.`
  if (!target.iamAuth.accepted) {
    const scheduled = target.iamAuth.state === 'scheduledOn' ? ' until the maintenance window' : ''
    if (target.iamAuth.state === 'unsupported')
      return `IAM allows it, but ${target.name} does not support IAM authentication.`
    if (target.kind === 'proxy') return `IAM allows it, but ${target.name} does not take IAM tokens.`
    if (target.iamAuth.state === 'turningOn')
      return `IAM allows it, but IAM authentication on ${target.name} is still turning on.`
    return `IAM allows it, but IAM authentication is off on ${target.name}${scheduled}.`
  }
  const { secondHop } = column
  if (secondHop) return `IAM allows the way to ${target.name}, but not on from there: ${secondHop.text}`
  if (column.kind === 'missing') return `IAM allows it, but ${target.name} has no user ${column.name}.`
  if (column.kind === 'user')
    return `IAM allows it, but ${column.name} cannot sign in by IAM: ${lower(column.reason ?? 'not IAM-ready')}.`
  return `IAM allows it, but no IAM-ready user of ${target.name} matches today.`
}

function deniedSentence({ evaluation }: Verbal): string {
  const denies = evaluation.reasons.filter(reason => reason.effect === 'Deny')
  const [first] = denies
  if (!first) return 'A statement denies it.'
  const where = { identity: '', boundary: ' (boundary)', scp: ' (SCP)', session: ' (session policy)' }[
    first.layer
  ]
  const more = denies.length > 1 ? `, and ${denies.length - 1} more` : ''
  return `Denied by ${whereIs(first)}${where}${more}.`
}

function noAccessSentence({ checks }: Verbal): string {
  const failed = checks.find(
    check => check.outcome === 'fail' && ['allow', 'boundary', 'scp'].includes(check.id),
  )
  return `${failed?.text ?? 'No statement allows it'}.`
}

function canConnectSentence({ target, column }: Verbal): string {
  if (column.secondHop?.state !== 'unknown') return 'Can connect now.'
  return `Can connect to ${target.name} now; whether the proxy then gets through is not known.`
}

function conditionalSentence(cell: Verbal): string {
  const { secondHop } = cell.column
  if (secondHop?.state !== 'conditional') return onlyIf(cell)
  return cell.evaluation.decision === 'conditional' ? `${onlyIf(cell)} ${secondHop.text}` : secondHop.text
}

function sentenceOf(cell: Verbal): string {
  switch (cell.verdict) {
    case 'canConnect':
      return canConnectSentence(cell)
    case 'conditional':
      return conditionalSentence(cell)
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
    verdict === 'denied' ? 'An explicit deny wins over every allow.' : null,
    verdict === 'noAccess' ? 'Without an allow, IAM refuses.' : null,
    verdict === 'notEvaluated' ? 'It may turn out either way.' : null,
    ['canConnect', 'conditional', 'dormant'].includes(verdict) ? counted(cell) : null,
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
