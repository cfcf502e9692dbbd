import type { Decision } from '@/lib/iam/index'
import type { DecidingStatement } from './deciding-statement'

/** `conditional`: passes only under conditions. `unknown`: something needed is not known. */
export type StepOutcome = 'pass' | 'conditional' | 'fail' | 'unknown' | 'notApplicable'

/** Whether it lets the cell through. */
export const OUTCOME_WORDS: Record<StepOutcome, string> = {
  pass: 'yes',
  conditional: 'on a condition',
  fail: 'no',
  unknown: 'not known',
  notApplicable: 'does not apply',
}

/** One thing that must let the cell through: a step of the path, or one level of the organisation. */
export interface PathBlock {
  name: string
  outcome: StepOutcome
  /** Reads on after the name: `allows`, `on for orders-prod`. */
  words: string
  /** What the open block says where no statement says it. */
  note: string | null
  /** What the policies of this block say by themselves; null where none are asked. */
  decision: Decision | null
  statements: DecidingStatement[]
}

const NAMES = {
  identity: 'Identity policy',
  boundary: 'Permissions boundary',
  organization: 'Organisation policies',
  session: 'Session',
  iamSwitch: 'IAM switch',
  proxyHop: 'Proxy hop',
  databaseUser: 'Database user',
} as const

export type StepId = keyof typeof NAMES

export interface PathStep extends PathBlock {
  id: StepId
  /** Of the organisation policies: root, each OU, account. Each must allow. */
  levels: PathBlock[]
}

export type BlockBody = Omit<PathBlock, 'name'>

export function plainBody(outcome: StepOutcome, words: string, note: string | null = null): BlockBody {
  return { outcome, words, note, decision: null, statements: [] }
}

export function step(id: StepId, body: BlockBody, levels: PathBlock[] = []): PathStep {
  return { id, name: NAMES[id], ...body, levels }
}
