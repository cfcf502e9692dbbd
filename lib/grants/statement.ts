import { connectArn, type Target } from '@/lib/access/model/target'

export interface StatementConnection {
  target: Pick<Target, 'partition' | 'region' | 'accountId' | 'resourceId'>
  databaseUsers: readonly string[]
}

/** The only version we ever write. IAM User Guide, "IAM JSON policy elements: Version". */
export const POLICY_VERSION = '2012-10-17'

export interface ConnectStatement {
  Sid: string
  Effect: 'Allow'
  Action: 'rds-db:connect'
  Resource: string[]
}

/** IAM User Guide, "Policy variables": a literal `*`, `?` or `$` is written as a variable, or it would be a wildcard. */
export function literalInResource(text: string): string {
  return text.replaceAll(/[*?$]/g, letter => `\${${letter}}`)
}

export function connectResources(connections: readonly StatementConnection[]): string[] {
  const resources = connections.flatMap(({ target, databaseUsers }) =>
    databaseUsers.map(user => connectArn(target, literalInResource(user))),
  )
  return [...new Set(resources)]
}

/** Sids are letters and digits only. */
export function statementSid(policyName: string): string {
  const words = policyName.replace(/^gh[-_]/, '').split(/[^A-Za-z0-9]+/)
  const sid = words.map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  return sid.slice(0, 64) || 'Connect'
}

export function connectStatement(
  connections: readonly StatementConnection[],
  sid = 'Connect',
): ConnectStatement {
  return { Sid: sid, Effect: 'Allow', Action: 'rds-db:connect', Resource: connectResources(connections) }
}

/** The whole policy as it will be written. No wildcards, no conditions: the same text in the browser and on the server. */
export function buildStatementText(connections: readonly StatementConnection[], sid = 'Connect'): string {
  return policyText([connectStatement(connections, sid)])
}

function policyText(statements: readonly unknown[]): string {
  return JSON.stringify({ Version: POLICY_VERSION, Statement: statements }, null, 2)
}
