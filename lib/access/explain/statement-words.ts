import { bare, lower } from '@/lib/access/model/clause'
import type { Target } from '@/lib/access/model/target'
import { parseDocument, type Reason, type Statement } from '@/lib/iam/index'
import { testInWords } from './condition-words'

const WILD = /[*?]|\$\{/

function userInWords(pattern: string): string {
  if (pattern === '*') return 'any user'
  if (!WILD.test(pattern)) return pattern
  const [, start] = /^([^*?$]+)\*$/.exec(pattern) ?? []
  return start ? `any user that starts with ${start}` : `any user that matches ${pattern}`
}

function targetInWords(pattern: string, region: string, target: Target): string {
  if (pattern === target.resourceId) return target.name
  if (!WILD.test(pattern)) return pattern
  const where = WILD.test(region) ? '' : ` in ${region}`
  return pattern === '*' ? `any target${where}` : `any target${where} whose id matches ${pattern}`
}

function resourceInWords(pattern: string, target: Target): string {
  if (pattern === '*') return 'as any user on any target'
  const [, region = '', id, user] =
    /^arn:[^:]*:rds-db:([^:]*):[^:]*:dbuser:([^/:]*)\/(.+)$/.exec(pattern) ?? []
  if (!id || !user) return `on what matches ${pattern}`
  return `as ${userInWords(user)} on ${targetInWords(id, region, target)}`
}

/** Some actions, or many of which connecting is one. */
function actsInWords({ action }: Statement, where: string): string {
  if (!action || action.not) return `every action that it does not list, connecting ${where} included`
  return action.patterns.includes('*') ? `every action, connecting ${where} included` : `connecting ${where}`
}

/** A condition's sentence as part of a longer one: `before 1 Jan 2027`, `if the session was signed in with MFA`. */
export function asClause(sentence: string): string {
  const text = lower(bare(sentence))
  return /^(before|after|from|until) /.test(text) ? text : `if ${text}`
}

function conditionsOf({ condition }: Statement, effect: Reason['effect']): string[] {
  return (condition ?? []).map(({ key, operator, values }) =>
    asClause(testInWords({ key, operator, values, negated: /not/i.test(operator), effect }).text),
  )
}

/** The statement that decided, in one sentence; null where it cannot be read well enough to say it again. */
export function statementInWords(reason: Reason, policyText: string, target: Target): string | null {
  const statement = parseDocument(policyText).document?.statements[reason.statementIndex]
  if (!statement || statement.unreadable.length > 0 || statement.condition === null) return null
  const { resource } = statement
  const pattern = resource?.patterns.find((_, at) =>
    reason.decidingLines.includes(resource.patternLines[at] ?? -1),
  )
  const where =
    !resource || resource.not
      ? 'on everything that it does not list'
      : pattern && resourceInWords(pattern, target)
  if (!where) return null
  const clauses = conditionsOf(statement, reason.effect)
  const only = clauses.length > 0 ? `, ${clauses.join(', and ')}` : ''
  return `${reason.effect === 'Deny' ? 'Denies' : 'Allows'} ${actsInWords(statement, where)}${only}.`
}
