import { WRITER_WORDS } from '@/components/actor-words'
import { OUTCOME_WORDS } from '@/components/outcome-words'
import { formatCount } from '@/lib/format'
import type { ChangesPage } from '@/lib/services/activity/list-changes'

export type ActivityRecord = ChangesPage['records'][number]
type Action = ActivityRecord['action']
type Outcome = ActivityRecord['outcome']

/** Said of something done, and of something refused or failed. */
const WORDS: Record<Action, { name: string; done: string; tried: string }> = {
  turnOnIamAuth: {
    name: 'Turn on IAM authentication',
    done: 'turned on IAM authentication',
    tried: 'tried to turn on IAM authentication',
  },
  turnOffIamAuth: {
    name: 'Turn off IAM authentication',
    done: 'turned off IAM authentication',
    tried: 'tried to turn off IAM authentication',
  },
  cancelIamAuthChange: {
    name: 'Cancel a waiting change',
    done: 'cancelled a waiting change',
    tried: 'tried to cancel a waiting change',
  },
  seeSwitchSettle: {
    name: 'Switch settled',
    done: 'saw a switch settle',
    tried: 'tried to see a switch settle',
  },
  grantAccess: { name: 'Grant access', done: 'granted access', tried: 'tried to grant access' },
  changeAccess: { name: 'Change access', done: 'changed access', tried: 'tried to change access' },
  removeAccess: { name: 'Remove access', done: 'removed access', tried: 'tried to remove access' },
  fixFinding: { name: 'Fix a finding', done: 'fixed a finding', tried: 'tried to fix a finding' },
  suppressFinding: {
    name: 'Accept a finding',
    done: 'accepted a finding',
    tried: 'tried to accept a finding',
  },
  issueToken: { name: 'Issue token', done: 'issued a token', tried: 'was refused a token' },
  testConnection: { name: 'Test connection', done: 'tested a connection', tried: 'tested a connection' },
  scanDatabase: {
    name: 'Read database users',
    done: 'read the database users',
    tried: 'tried to read the database users',
  },
  createDatabaseUser: {
    name: 'Create a database user',
    done: 'created a database user',
    tried: 'tried to create a database user',
  },
  changeDatabaseUser: {
    name: 'Change a database user',
    done: 'changed a database user',
    tried: 'tried to change a database user',
  },
  removeDatabaseUser: {
    name: 'Remove a database user',
    done: 'removed a database user',
    tried: 'tried to remove a database user',
  },
  endUserSessions: {
    name: 'End sessions',
    done: 'ended the sessions of a database user',
    tried: 'tried to end the sessions of a database user',
  },
  pasteScan: {
    name: 'Paste database users',
    done: 'pasted a reading of the database users',
    tried: 'tried to paste a reading of the database users',
  },
  signIn: { name: 'Sign in', done: 'signed in here', tried: 'tried to sign in here' },
  endSession: { name: 'End a session', done: 'ended a session', tried: 'tried to end a session' },
  makeKey: {
    name: 'Make a sign-in address',
    done: 'made a sign-in address',
    tried: 'tried to make a sign-in address',
  },
  rename: { name: 'Change one’s name', done: 'took another name', tried: 'tried to take another name' },
  undoChange: { name: 'Undo a change', done: 'undid a change', tried: 'tried to undo a change' },
  finishChange: {
    name: 'Finish a change',
    done: 'finished an interrupted change',
    tried: 'tried to finish an interrupted change',
  },
  takeBackChange: {
    name: 'Take back a change',
    done: 'took back an interrupted change',
    tried: 'tried to take back an interrupted change',
  },
  sealLog: { name: 'Seal the log', done: 'sealed the log', tried: 'tried to seal the log' },
  stopJob: {
    name: 'Stop a background job',
    done: 'stopped a background job',
    tried: 'tried to stop a background job',
  },
  resumeJob: {
    name: 'Resume a background job',
    done: 'resumed a background job',
    tried: 'tried to resume a background job',
  },
  runJob: {
    name: 'Run a background job',
    done: 'asked for a background job',
    tried: 'tried to ask for a background job',
  },
}

export const ACTIONS = Object.keys(WORDS) as Action[]
export const WRITERS = Object.keys(WRITER_WORDS) as (keyof typeof WRITER_WORDS)[]
export const OUTCOMES = Object.keys(OUTCOME_WORDS) as Outcome[]

export const actionName = (action: Action) => WORDS[action].name
export const outcomeWord = (outcome: Outcome) => OUTCOME_WORDS[outcome]

const COUNTED: ReadonlySet<Action> = new Set<Action>([
  'grantAccess',
  'changeAccess',
  'removeAccess',
  'fixFinding',
  'createDatabaseUser',
  'changeDatabaseUser',
  'removeDatabaseUser',
  'undoChange',
  'finishChange',
  'takeBackChange',
])

/** Announced, and nobody has said what came of it, or taken back since: nothing may be told as done. */
function wordsOf(action: Action, outcome: Outcome): string {
  const { done, tried } = WORDS[action]
  if (outcome === 'intended' || outcome === 'takenBack') return tried.replace(/^tried/, 'began')
  return outcome === 'refused' || outcome === 'failed' ? tried : done
}

/** `granted access, 3 connections`. */
export function didWords({
  action,
  outcome,
  changes,
  after,
}: Pick<ActivityRecord, 'action' | 'outcome' | 'changes' | 'after'>): string {
  const isReopened = action === 'suppressFinding' && (after as { until?: unknown } | null)?.until === null
  const words = isReopened ? 'opened a finding again' : wordsOf(action, outcome)
  const counted = COUNTED.has(action) && changes.length > 0
  return counted ? `${words}, ${formatCount(changes.length, 'connection')}` : words
}

/** `orders-prod as app_readonly`. */
export function toWords({ target, databaseUser, principal }: ActivityRecord): string {
  const place = target ?? principal ?? ''
  return databaseUser ? `${place} as ${databaseUser}` : place
}
