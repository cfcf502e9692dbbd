import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import type { Verdict } from '@/lib/access/model/verdict'

/** Worst first: the order of the list. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const
export type Severity = (typeof SEVERITIES)[number]

export interface Fact {
  label: string
  value: string
}

/** The lines of one policy, as `displayText` prints it. */
export interface PolicyEvidence {
  kind: 'policy'
  /** The role's ARN for its trust policy. */
  policyId: string
  policyName: string
  versionId: string | null
  /** From 0; null: the document as a whole. */
  statementIndex: number | null
  displayText: string
  /** 1-based, in `displayText`. */
  markedLines: number[]
  facts: Fact[]
}

export interface FactEvidence {
  kind: 'facts'
  facts: Fact[]
}

export interface FindingSubject {
  kind: 'policy' | 'target' | 'principal' | 'databaseUser'
  label: string
  policyId?: string
  resourceId?: string
  region?: string
  principalArn?: string
  databaseUser?: string
}

/** One cell that the finding is about. */
export interface AffectedCell {
  principalArn: string
  principalLabel: string
  target: string
  resourceId: string
  databaseUser: string
  before: Verdict
  /** After the first fix; null: no fix changes cells. */
  after: Verdict | null
  /** SCPs over the principal are unread. */
  asFarAsRead?: boolean
}

/** `user`: its name, or `name@host`. */
export interface ChangeInside {
  region: string
  resourceId: string
  user: string
  change: 'create' | 'makeReady' | 'close'
}

export type FixPlan =
  | { kind: 'replaceDocument'; policyId: string; before: string; after: string }
  | { kind: 'deletePolicy'; policyId: string }
  | { kind: 'switchOn'; region: string; resourceId: string }
  /** `inside`: the change of a database user that has a plan of its own. */
  | { kind: 'byHand'; steps: string[]; inside?: ChangeInside }

export interface FixEffect {
  /** Cells that begin to connect, conditionally or not. */
  added: number
  /** Cells that stop. */
  removed: number
  /** Any other change of verdict. */
  changed: number
}

export interface Fix {
  id: string
  label: string
  opensAccess: boolean
  plan: FixPlan
  effect: FixEffect
}

export interface FindingTarget {
  region: string
  resourceId: string
  name: string
}

export interface FindingSource {
  title: string
  url: string
}

export interface Finding {
  /** Stable over readings: rule and subject, never text that a fix would change elsewhere. */
  id: string
  rule: string
  severity: Severity
  title: string
  /** What is wrong and what it means. */
  sentence: string
  subject: FindingSubject
  targets: FindingTarget[]
  evidence: PolicyEvidence | FactEvidence
  /** The first of them; `affectedTotal` says how many there are. */
  affected: AffectedCell[]
  affectedTotal: number
  /** Of everybody who is affected, also beyond `affected`. */
  affectedArns: string[]
  fixes: Fix[]
  source: FindingSource
}

export interface FindingContext {
  access: CompiledAccess
  now: Date
}

export type Search = Generator<Finding | undefined, void, undefined>

export interface FindingRule {
  /** kebab-case, also the file's name. */
  id: string
  severity: Severity
  title: string
  /** What the rule looks for, for the list of rules and for SARIF. */
  description: string
  source: FindingSource
  /** Findings as they turn up; undefined is a pause, in which something else may run. */
  find(context: FindingContext): Search
}
