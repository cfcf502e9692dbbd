import { canonicalJson } from '@/lib/canonical-json'
import { byText } from './by-text'
import type { PolicyIssue, StatementPrincipal } from './document'
import { matchAction } from './match-action'
import { parseDocument } from './parse-document'
import { preparePolicy } from './prepare-policy'
import type { PreparedStatement } from './prepare-statement'
import { NO } from './ternary'
import { readTrustPrincipal, type TrustPrincipal } from './trust-principal'

export interface TrustEdge {
  principal: TrustPrincipal
  /** NotPrincipal: `principal` is then anyone, but for these. */
  except: TrustPrincipal[]
  /** The role-assuming actions that the statement covers. */
  actions: string[]
  effect: 'Allow' | 'Deny'
  statementIndex: number
}

const TRUST_ACTIONS = [
  'sts:AssumeRole',
  'sts:AssumeRoleWithSAML',
  'sts:AssumeRoleWithWebIdentity',
  'sts:TagSession',
  'sts:SetSourceIdentity',
] as const

export interface TrustStatement {
  prepared: PreparedStatement
  named: TrustPrincipal[]
  unknown: StatementPrincipal['entries']
}

/** A trust policy read once, for many callers. */
export interface PreparedTrust {
  statements: TrustStatement[]
}

export function prepareTrust(text: string): PreparedTrust {
  const { statements } = preparePolicy(text, 'trust')
  return {
    statements: statements.map(prepared => {
      const { principal } = prepared.statement
      return { prepared, ...(principal === null ? { named: [], unknown: [] } : principalsOf(principal)) }
    }),
  }
}

/** Who a role's trust policy names, statement by statement. Statements that could not be read are in the issues. */
export const trustEdges = byText((text): { edges: readonly TrustEdge[]; issues: readonly PolicyIssue[] } => {
  const issues = parseDocument(text).issues
  const edges: TrustEdge[] = []
  for (const prepared of preparePolicy(text, 'trust').statements) {
    const { principal, index } = prepared.statement
    for (const sentence of prepared.unreadable) {
      if (issues.some(issue => issue.message === sentence)) continue
      issues.push(issueOf(`Statement[${index}]`, sentence, prepared.statement.lines.from))
    }
    if (prepared.statement.effect === null || principal === null) continue
    const { named, unknown } = principalsOf(principal)
    for (const entry of unknown) {
      issues.push(
        issueOf(
          `Statement[${index}].Principal`,
          `Invalid principal in policy: "${entry.value}".`,
          entry.line,
        ),
      )
    }
    const anyone: TrustPrincipal = { kind: 'anyone', value: '*' }
    const subjects = principal.not
      ? [{ principal: anyone, except: named }]
      : named.map(one => ({ principal: one, except: [] }))
    for (const subject of subjects)
      edges.push({ ...subject, ...edgeFacts(prepared, prepared.statement.effect) })
  }
  return { edges, issues }
})

function issueOf(path: string, message: string, line: number): PolicyIssue {
  return { code: 'MalformedPolicyDocument', path, message, line, severity: 'error' }
}

function principalsOf(principal: StatementPrincipal): {
  named: TrustPrincipal[]
  unknown: StatementPrincipal['entries']
} {
  const named: TrustPrincipal[] = []
  const unknown: StatementPrincipal['entries'] = []
  const seen = new Set<string>()
  for (const entry of principal.entries) {
    const read = readTrustPrincipal(entry.type, entry.value)
    if (read === null) unknown.push(entry)
    else if (!seen.has(canonicalJson(read))) {
      seen.add(canonicalJson(read))
      named.push(read)
    }
  }
  return { named, unknown }
}

function edgeFacts(
  { statement }: PreparedStatement,
  effect: 'Allow' | 'Deny',
): Omit<TrustEdge, 'principal' | 'except'> {
  const actions = TRUST_ACTIONS.filter(action => matchAction(statement, action.toLowerCase()) !== NO)
  return { actions, effect, statementIndex: statement.index }
}
