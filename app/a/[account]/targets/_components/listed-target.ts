import { iamAuthWords } from '@/components/iam-auth-mark'
import { type CodeTool, codeOwnerOf, ownerSentence } from '@/lib/access/model/code-owner'
import type { ClusterMember, IamAuthState, Target, TargetKind } from '@/lib/access/model/target'
import type { TargetRow } from './target-row'

/** What one line draws and no more: several hundred of them travel to the browser. */
export interface ListedTarget {
  kind: TargetKind
  name: string
  accountId: string
  region: string
  /** ISO: RDS last described it then; null: in this reading. */
  keptFrom: string | null
  resourceId: string
  engine: string
  state: IamAuthState
  words: string
  reason: string | null
  /** Which code keeps it, as far as its tags say. */
  code: { tool: CodeTool; sentence: string } | null
  tls: boolean | null
  /** `[15, 17]`; null: the database was not read. */
  users: [number, number] | null
  /** Null: not evaluated, because IAM was never read. */
  canConnect: number | null
  /** SCPs over somebody are unread. */
  asFarAsRead: boolean
  /** Shown beside the name while the target stops what IAM allows. */
  dormant: number
  findings: TargetRow['findings']
  members: Pick<ClusterMember, 'name' | 'resourceId' | 'role' | 'instanceClass'>[]
}

export function listedTarget(
  { summary, users, iamAuth, ...row }: TargetRow,
  asFarAsRead: boolean,
): ListedTarget {
  const { iamUsers, databaseUsers } = users
  const owner = codeOwnerOf(row)
  return {
    kind: row.kind,
    name: row.name,
    accountId: row.accountId,
    region: row.region,
    keptFrom: row.keptFrom,
    resourceId: row.resourceId,
    engine: row.engineLabel,
    state: iamAuth.state,
    words: iamAuthWords(iamAuth.state, row.maintenanceWindow),
    reason: iamAuth.reason ?? openSupport(iamAuth.state, row.iamSupport),
    code: owner && { tool: owner.tool, sentence: ownerSentence(owner) },
    tls: row.tlsEnforced,
    users: iamUsers === null || databaseUsers === null ? null : [iamUsers, databaseUsers],
    canConnect: summary?.canConnect ?? null,
    asFarAsRead,
    dormant: iamAuth.accepted ? 0 : (summary?.dormant ?? 0),
    findings: row.findings,
    members: row.members.map(({ name, resourceId, role, instanceClass }) => ({
      name,
      resourceId,
      role,
      instanceClass,
    })),
  }
}

/** Off, and whether it could be on at all was not told. */
export function openSupport(state: IamAuthState, support: Target['iamSupport']): string | null {
  const open = state === 'off' && support === 'unknown'
  return open ? 'Whether this engine, version and class can have IAM authentication is not known.' : null
}
