import { hintOfKey } from '@/lib/access/decide/cell-condition'
import type { MatrixColumn } from '@/lib/access/decide/matrix-column'
import { bare } from '@/lib/access/model/clause'
import type { OwnValues } from '@/lib/access/model/own-values'
import type { ConditionHint } from '@/lib/access/model/verdict'
import type { ConditionExpression, ConditionTest } from '@/lib/iam/index'

export interface ConditionInWords {
  hint: ConditionHint
  text: string
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const dateOf = (value: string) =>
  /^\d{9,10}$/.test(value) ? new Date(Number(value) * 1000) : new Date(value)

const isPast = (value: string, at: string) => dateOf(value).getTime() <= Date.parse(at)

/** `1 Jan 2027, 00:00 UTC`; what cannot be read as a date stays as it is. */
export function dateInWords(value: string): string {
  const at = dateOf(value)
  if (Number.isNaN(at.getTime())) return value
  const two = (part: number) => String(part).padStart(2, '0')
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}, ${two(at.getUTCHours())}:${two(at.getUTCMinutes())} UTC`
}

const either = (values: string[]) =>
  values.length > 1 ? `${values.slice(0, -1).join(', ')} or ${values.at(-1)}` : (values[0] ?? 'nothing')

function mfaWords({ key, operator, values }: ConditionTest, holds: boolean): string {
  if (/age$/i.test(key)) {
    const fresh = /lessthan/i.test(operator) === holds
    return `MFA was given ${fresh ? 'less' : 'more'} than ${either(values)} seconds ago.`
  }
  if (/null/i.test(operator)) {
    const present = (values[0] === 'false') === holds
    return present
      ? 'The session says whether MFA was used.'
      : 'The session says nothing of MFA: long-lived keys.'
  }
  const wantsTrue = values.some(value => value.toLowerCase() === 'true')
  return wantsTrue === holds
    ? 'The session was signed in with MFA.'
    : 'The session was signed in without MFA.'
}

/** Of a date that is past: an end that nobody meets any more, or a start that everybody does. */
function sinceThen(values: string[], ends: boolean, own: OwnValues | null): string {
  if (!own || !values.every(value => isPast(value, own.at))) return ''
  return ends ? ', which has passed' : ', as it is now'
}

function dateWords({ operator, values, key }: ConditionTest, holds: boolean, own: OwnValues | null): string {
  const ends = /lessthan/i.test(operator) === holds && /(less|greater)than/i.test(operator)
  const now = /tokenissuetime/i.test(key) ? '' : sinceThen(values, ends, own)
  const when = `${either(values.map(dateInWords))}${/than/i.test(operator) ? now : ''}`
  const subject = /tokenissuetime/i.test(key) ? 'The session began ' : ''
  const phrase = (text: string) => `${subject ? subject + text.toLowerCase() : text} ${when}.`
  if (/lessthan/i.test(operator)) return phrase(holds ? 'Before' : 'From')
  if (/greaterthan/i.test(operator)) return phrase(holds ? 'After' : 'Until')
  return phrase(/not/i.test(operator) === holds ? 'Not at' : 'Exactly at')
}

const SUBJECTS: [RegExp, (name: string) => string][] = [
  [/^aws:principaltag\/(.+)$/i, name => `Tag ${name} of the principal or its session`],
  [/^aws:resourcetag\/(.+)$/i, name => `Tag ${name} of the target`],
  [/^aws:requesttag\/(.+)$/i, name => `Tag ${name} in the request`],
  [/^aws:(sourceip|vpcsourceip)$/i, () => 'The address of the caller'],
  [/^aws:(sourcevpce)$/i, () => 'The VPC endpoint'],
  [/^aws:(sourcevpc)$/i, () => 'The VPC'],
  [/^aws:(principalorgid)$/i, () => 'The organisation of the principal'],
  [/^aws:(principalarn)$/i, () => 'The ARN of the principal'],
  [/^aws:(principalaccount)$/i, () => 'The account of the principal'],
  [/^aws:(principaltype)$/i, () => 'The kind of principal'],
  [/^aws:(sourceaccount)$/i, () => 'The account that the service acts for'],
  [/^aws:(sourcearn)$/i, () => 'The resource that the service acts for'],
  [/^(principal)$/i, () => 'The session that calls'],
  [/^sts:(rolesessionname)$/i, () => 'The name of the new session'],
  [/^sts:(sourceidentity)$/i, () => 'The source identity'],
  [/^aws:(requestedregion)$/i, () => 'The Region'],
  [/^aws:(securetransport)$/i, () => 'TLS on the request'],
  [/^aws:(username)$/i, () => 'The IAM user name'],
  [/^sts:(externalid)$/i, () => 'The external id'],
  [/:(sub)$/i, () => 'The subject of the web identity'],
  [/:(aud)$/i, () => 'The audience of the web identity'],
]

function subjectOf(key: string): string {
  for (const [pattern, words] of SUBJECTS) {
    const match = pattern.exec(key)
    if (match) return words(match[1] ?? key)
  }
  return key
}

/** Beside what is asked of it, what it has. */
function ownWords(key: string, own: OwnValues | null): string {
  const value = own?.valueOf(key)
  if (value === undefined) return ''
  return value === null ? ' (it has none of its own)' : ` (its own: ${value})`
}

function otherWords(
  { key, operator, values, negated }: ConditionTest,
  holds: boolean,
  own: OwnValues | null,
): string {
  const plain = operator.replace(/^ForA(ll|ny)Values:|IfExists$/gi, '')
  if (/^null$/i.test(plain))
    return `${subjectOf(key)} ${(values[0] === 'true') === holds ? 'is absent' : 'is present'}${ownWords(key, own)}.`
  const verb = /like|arn/i.test(plain)
    ? ['matches', 'does not match']
    : /ipaddress/i.test(plain)
      ? ['is in', 'is not in']
      : ['is', 'is not']
  const size = /(lessthan|greaterthan)(equals)?/i.exec(plain)?.[1]?.toLowerCase()
  if (size)
    return `${subjectOf(key)} is ${(size === 'lessthan') === holds ? 'under' : 'over'} ${either(values)}.`
  const absent = /^forallvalues:|ifexists$/i.test(operator) && holds ? ', or it is absent' : ''
  const asked = `${negated === holds ? verb[1] : verb[0]} ${either(values)}${absent}`
  return `${subjectOf(key)} ${asked}${ownWords(key, own)}.`
}

const VARIABLES: [RegExp, (name: string) => string][] = [
  [/^aws:principaltag\/(.+)$/i, name => `the session's tag ${name}`],
  [/^aws:userid$/i, () => 'the user id'],
  [/^aws:username$/i, () => 'the IAM user name'],
]

function variableName(key: string): string {
  for (const [pattern, words] of VARIABLES) {
    const match = pattern.exec(key)
    if (match) return words(match[1] ?? key)
  }
  return key
}

/** A key keeps its spelling. */
const capital = (text: string) => text.replace(/^the /, 'The ')

/** A variable in a resource pattern: what it must be, never the pattern again. */
function variableWords({ key, needs }: ConditionTest, holds: boolean, own: OwnValues | null): string {
  const fits = holds ? 'fits' : 'does not fit'
  if (!needs) return `${capital(variableName(key))} ${fits} this database user${ownWords(key, own)}.`
  const parts = needs.map(
    need => `${variableName(need.key)} ${holds ? 'is' : 'is not'} ${need.value}${ownWords(need.key, own)}`,
  )
  return `${capital(parts.join(holds ? ' and ' : ', or '))}.`
}

/** One test as a sentence that is true when it helps access. */
export function testInWords(
  test: ConditionTest,
  holds = true,
  own: OwnValues | null = null,
): ConditionInWords {
  if (test.operator === 'Resource') return { hint: 'other', text: variableWords(test, holds, own) }
  const hint = hintOfKey(test.key)
  const words = hint === 'mfa' ? mfaWords : hint === 'date' ? dateWords : otherWords
  return { hint, text: words(test, holds, own) }
}

/** What must hold for access, one line each. Alternatives share a line. */
export function conditionsInWords(
  expression: ConditionExpression | null,
  holds = true,
  own: OwnValues | null = null,
): ConditionInWords[] {
  if (!expression) return []
  if ('test' in expression) return [testInWords(expression.test, holds, own)]
  if ('unread' in expression)
    return [{ hint: 'other', text: expression.unread.replace(/ \((Allow|Deny)\):/, ':') }]
  if ('not' in expression) return conditionsInWords(expression.not, !holds, own)
  const together = 'all' in expression === holds
  const parts = ('all' in expression ? expression.all : expression.any).map(part =>
    conditionsInWords(part, holds, own),
  )
  if (together) return unique(parts.flat())
  const lines = parts.map(part => part.map(item => bare(item.text)).join(' and '))
  const hints = parts.flat().map(item => item.hint)
  const hint = hints.includes('mfa') ? 'mfa' : hints.includes('date') ? 'date' : 'other'
  const distinct = [...new Set(lines)]
  return [{ hint, text: `${distinct.join('; or: ')}.` }]
}

function unique(items: ConditionInWords[]): ConditionInWords[] {
  return items.filter((item, at) => items.findIndex(other => other.text === item.text) === at)
}

/** The same of one cell, with the values that its principal and target have. A column that stands for many names has a user of its own making: its name says nothing. */
export function cellInWords(
  condition: ConditionExpression | null,
  { kind }: Pick<MatrixColumn, 'kind'>,
  own: OwnValues | null = null,
): ConditionInWords[] {
  const named = kind === 'user' || kind === 'missing'
  return conditionsInWords(condition === null || named ? condition : withoutNames(condition), true, own)
}

function withoutNames(expression: ConditionExpression): ConditionExpression {
  if ('test' in expression) {
    const { needs: _, ...test } = expression.test
    return { test }
  }
  if ('not' in expression) return { not: withoutNames(expression.not) }
  if ('all' in expression) return { all: expression.all.map(withoutNames) }
  return 'any' in expression ? { any: expression.any.map(withoutNames) } : expression
}
