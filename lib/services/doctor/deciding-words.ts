import 'server-only'
import type { DecidingStatement } from '@/lib/access/explain/deciding-statement'
import type { PathStep, StepId } from '@/lib/access/explain/path-step'

const DOES: Record<DecidingStatement['role'], string> = {
  'Allows it': 'allows it',
  'Allows it on a condition': 'allows it on a condition',
  'May allow it': 'may allow it',
  'Would allow it': 'would allow it',
  'Denies it': 'denies it',
  'May deny it': 'may deny it',
}

/** `Statement 2 of orders-database v3 allows it.` */
export function statementWords({ reason, role }: DecidingStatement): string {
  const version = reason.versionId ? ` ${reason.versionId}` : ''
  const group = reason.viaGroup ? `, by group ${reason.viaGroup},` : ''
  const which = reason.statementIndex < 0 ? 'Policy' : `Statement ${reason.statementIndex + 1} of`
  return `${which} ${reason.policyName}${version}${group} ${DOES[role]}.`
}

export const stepOf = (path: readonly PathStep[], id: StepId) => path.find(step => step.id === id)

/** What of a step decides, in one sentence; where no statement does, the step's own words. */
export function stepWords(step: PathStep): string {
  const all = [...step.statements, ...step.levels.flatMap(({ statements }) => statements)]
  const deny = all.find(({ role }) => role === 'Denies it') ?? all.find(({ role }) => role === 'May deny it')
  const says = deny ?? all[0]
  if (says) return statementWords(says)
  return `${step.name}: ${step.words}.${step.note ? ` ${step.note}` : ''}`
}
