import 'server-only'
import type { RecordedStep } from '@/lib/grants/steps/step-progress'

/** `intended`: announced before its first call to AWS, and nobody has said yet what came of it. */
export type AuditOutcome = 'intended' | 'done' | 'running' | 'refused' | 'failed' | 'partial' | 'takenBack'

export type AuditAction =
  | 'turnOnIamAuth'
  | 'turnOffIamAuth'
  | 'cancelIamAuthChange'
  | 'seeSwitchSettle'
  | 'grantAccess'
  | 'changeAccess'
  | 'removeAccess'
  | 'fixFinding'
  | 'suppressFinding'
  | 'issueToken'
  | 'testConnection'
  | 'scanDatabase'
  | 'createDatabaseUser'
  | 'changeDatabaseUser'
  | 'removeDatabaseUser'
  | 'endUserSessions'
  | 'pasteScan'
  | 'signIn'
  | 'endSession'
  | 'makeKey'
  | 'rename'
  | 'undoChange'
  | 'finishChange'
  | 'takeBackChange'
  | 'sealLog'
  | 'stopJob'
  | 'resumeJob'
  | 'runJob'

export const ACTOR_KINDS = ['person', 'job', 'apiKey'] as const
export type ActorKind = (typeof ACTOR_KINDS)[number]

/** What a verb tells of itself. Never a token, never a secret. */
export interface AuditEntry {
  /** By name: `mira`, or of a job `mending changes`. */
  actor: string
  /** Absent in entries from before jobs wrote any: the actor is a person, or the server that sealed its log. */
  actorKind?: ActorKind
  /** Who wrote the entry, where that is not its actor: a change that was interrupted is told by whoever settles it. */
  recordedBy?: { kind: ActorKind; name: string }
  action: AuditAction
  /** The AWS account it is about; null: it is about this server, as signing in is. */
  accountId: string | null
  /** The target's display name. */
  target: string | null
  targetRegion: string | null
  resourceId: string | null
  databaseUser: string | null
  principal: string | null
  reason: string
  outcome: AuditOutcome
  callerArn: string
  awsCalls: { action: string; requestId: string | null }[]
  before: unknown
  after: unknown
  /** One sentence. */
  detail: string
  changes: {
    principal: string
    databaseUser: string
    target: string
    before: string
    after: string
    /** SCPs over the principal were unread: what opened did so as far as read. */
    asFarAsRead?: boolean
  }[]
  /** Of an announced change: its exact steps, each with what stood before: all that taking it back needs. */
  steps?: RecordedStep[]
  /** The entry that announced it, in the one that says what came of it. */
  intention?: number
  /** The change that this one undoes, finishes or takes back. */
  about?: number
}

/** An entry about no target, that called nothing and changed nothing: whoever records says what is otherwise. */
export const BLANK_ENTRY: Omit<AuditEntry, 'actor' | 'action' | 'accountId' | 'detail'> = {
  target: null,
  targetRegion: null,
  resourceId: null,
  databaseUser: null,
  principal: null,
  reason: '',
  outcome: 'done',
  callerArn: '',
  awsCalls: [],
  before: null,
  after: null,
  changes: [],
}

/** An entry in its place in the chain. `at` is ISO 8601 in UTC, by the clock of the records' own database. */
export interface AuditRecord extends AuditEntry {
  id: number
  at: string
  hash: string
  previousHash: string
  /** `<key id>:<HMAC of the hash>`; null for entries from before sealing. */
  seal: string | null
}
