import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { displayText, type Statement } from '@/lib/iam/index'
import type { AttachedPolicy } from './attached-policies'
import type { Fact, FactEvidence, FindingSubject, PolicyEvidence } from './finding'

interface Mark {
  statement: number | null
  lines: number[]
}

/** The lines on which these entries stand. */
export const marksOf = (entries: readonly { statement: Statement; line: number }[]): Mark[] =>
  entries.map(({ statement, line }) => ({ statement: statement.index, lines: [line] }))

/** The document with its guilty lines marked. */
export function policyEvidence(
  access: CompiledAccess,
  policy: AttachedPolicy,
  marks: readonly Mark[],
  facts: Fact[] = [],
): PolicyEvidence {
  const { id, name, versionId, text } = policy.source
  const statements = new Set(marks.map(mark => mark.statement))
  const [only = null] = statements
  return {
    kind: 'policy',
    policyId: id,
    policyName: name,
    versionId,
    statementIndex: statements.size === 1 ? only : null,
    displayText: displayText(text),
    markedLines: [...new Set(marks.flatMap(mark => mark.lines))].sort((a, b) => a - b),
    facts: [...facts, heldBy(access, policy)],
  }
}

export function factEvidence(facts: Fact[]): FactEvidence {
  return { kind: 'facts', facts }
}

const NAMED = 4

export function namesOf(labels: readonly string[]): string {
  const more = labels.length - NAMED
  const shown = more > 1 ? labels.slice(0, NAMED) : labels
  return shown.length < labels.length ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}

function heldBy(access: CompiledAccess, { holders, bounds }: AttachedPolicy): Fact {
  const labels = (holders.length > 0 ? holders : bounds).map(
    index => access.inventory.principals[index]?.label ?? '',
  )
  const label = holders.length === 0 && bounds.length > 0 ? 'Bounds' : 'Held by'
  return { label, value: labels.length > 0 ? namesOf(labels) : 'Nobody' }
}

export function policySubject({ source }: AttachedPolicy): FindingSubject {
  return { kind: 'policy', label: source.name, policyId: source.id }
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`
}
