import type { DocumentKind } from '@/lib/iam/index'

/** Where the statement is kept. */
export type Placement =
  | { kind: 'inline'; policyName: string }
  | { kind: 'newManaged'; policyName: string; path?: string | undefined }
  | { kind: 'existingManaged'; policyArn: string }

/** As what IAM judges the text: an inline policy may hold less than a managed one. */
export const documentKind = ({ kind }: Pick<Placement, 'kind'>): DocumentKind =>
  kind === 'inline' ? 'identity' : 'managed'

export interface GrantConnection {
  /** Twelve digits, or `home`. */
  accountId: string
  region: string
  resourceId: string
  databaseUsers: string[]
}

/** What is wanted. It may be incomplete while somebody is still choosing: `planGrant` names what is missing. */
export interface GrantIntent {
  /** ARNs of users, roles and groups. */
  principals: string[]
  connections: GrantConnection[]
  placement: Placement
  /** The policy as somebody wrote it: what it says is what is wanted, and `connections` are those that it names. */
  document?: string | undefined
}

/** One spelling for one wish: targets once each, nothing twice. Order of first mention is kept, so screens stay still. */
export function normaliseIntent(intent: GrantIntent): GrantIntent {
  const connections = new Map<string, GrantConnection>()
  for (const { databaseUsers, ...target } of intent.connections) {
    const key = `${target.accountId}/${target.region}/${target.resourceId}`
    const known = connections.get(key)?.databaseUsers ?? []
    connections.set(key, { ...target, databaseUsers: [...new Set([...known, ...databaseUsers])] })
  }
  return {
    principals: [...new Set(intent.principals)],
    connections: [...connections.values()],
    placement: intent.placement,
    ...(intent.document === undefined ? {} : { document: intent.document }),
  }
}

/** `gh-reporting-analysts` from the first principal and target: a proposal, never a rule. */
export function proposedPolicyName(principals: string[], targetNames: string[]): string {
  const words = [principals[0]?.split('/').at(-1), targetNames[0]].filter(word => word !== undefined)
  const name = ['gh', ...words].join('-').replaceAll(/[^\w+=,.@-]+/g, '-')
  return name.slice(0, 128)
}
