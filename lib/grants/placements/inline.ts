import type { Inventory } from '@/lib/access/model/inventory'
import type { PolicySource } from '@/lib/iam/index'
import type { Changes, PlacementInput } from '../changes'
import { documentSize } from '../document-size'
import type { PlanNote, PlanProblem, PlanStep } from '../grant-plan'
import type { Placement } from '../intent'
import { inlineLimit, policyNameProblem } from '../quotas'
import { isManagedId, type Subject, type SubjectKind } from '../subject'
import { nameFields } from './attach-steps'

type Input = PlacementInput<Extract<Placement, { kind: 'inline' }>>

const titles: Record<SubjectKind, string> = {
  user: 'PutUserPolicy',
  role: 'PutRolePolicy',
  group: 'PutGroupPolicy',
}

interface Written {
  subject: Subject
  before: string | null
  text: string
  changed: boolean
  used: number
  limit: number
  note: string | null
  problem: string | null
}

/** One `Put…Policy` each. An inline policy of that name is extended, never overwritten. */
export function inlinePolicy(input: Input): Changes {
  const { placement, subjects, inventory } = input
  const written = subjects.map(subject => write(subject, input))
  const [first] = written
  const fullest = written.toSorted((left, right) => right.used / right.limit - left.used / left.limit)[0]
  const changed = written.filter(one => one.changed)
  const nameProblem = policyNameProblem(placement.policyName)
  return {
    steps: changed.map(one => putStep(one, placement.policyName)),
    sources: changed.map(one => source(one, placement.policyName)),
    attachments: changed
      .filter(one => one.before === null)
      .map(one => ({ subject: one.subject, policyId: `${one.subject.arn}#${placement.policyName}` })),
    documentText: first?.text ?? input.draft(null, placement.policyName).text,
    before: first?.before ? { policyName: placement.policyName, text: first.before } : null,
    size: {
      used: fullest?.used ?? 0,
      limit: fullest?.limit ?? inventory.quotas.roleInlineSize,
      scope: fullest ? `all inline policies of ${fullest.subject.label}` : 'inline policies',
    },
    notes: written.flatMap(notesOf),
    problems: [
      ...(nameProblem ? [{ field: 'policyName', message: nameProblem }] : []),
      ...written.flatMap(problemsOf),
    ],
    read: written.map(one => one.before),
  }
}

function write(subject: Subject, { placement, draft, inventory }: Input): Written {
  const id = `${subject.arn}#${placement.policyName}`
  const before = subject.policyIds.includes(id) ? textOf(id, inventory) : null
  const { text, changes: changed, note, problem } = draft(before, placement.policyName)
  const others = subject.policyIds.filter(policyId => !isManagedId(policyId) && policyId !== id)
  const used = others.reduce((sum, other) => sum + documentSize(textOf(other, inventory)), documentSize(text))
  return {
    subject,
    before,
    text,
    changed,
    used,
    limit: inlineLimit(inventory.quotas, subject.kind),
    note,
    problem,
  }
}

function putStep({ subject, text, used, limit, before }: Written, policyName: string): PlanStep {
  const title = titles[subject.kind]
  const room = `${used.toLocaleString('en-US')} of ${limit.toLocaleString('en-US')} inline characters after`
  return {
    call: {
      service: 'iam',
      action: title,
      input: { [nameFields[subject.kind]]: subject.name, PolicyName: policyName, PolicyDocument: text },
    },
    title,
    subject: subject.label,
    note: before === null ? room : `adds to ${policyName}; ${room}`,
    locks: subject.arn,
  }
}

function source({ subject, text }: Written, policyName: string): PolicySource {
  return { id: `${subject.arn}#${policyName}`, name: policyName, kind: 'inline', versionId: null, text }
}

function notesOf({ subject, changed, problem, note }: Written): PlanNote[] {
  const notes: PlanNote[] = note ? [{ tone: 'info', text: `${subject.label}: ${note}` }] : []
  if (!changed && !problem) notes.push({ tone: 'info', text: `${subject.label} holds all of this already.` })
  return notes
}

function problemsOf({ subject, problem, used, limit }: Written): PlanProblem[] {
  const problems: PlanProblem[] = []
  if (problem)
    problems.push({
      field: 'placement',
      message: `The inline policy of ${subject.label} cannot be added to. ${problem}`,
    })
  if (used > limit) {
    problems.push({
      field: 'placement',
      message: `The inline policies of ${subject.label} would have ${used.toLocaleString('en-US')} characters together, and ${limit.toLocaleString('en-US')} fit. Use a managed policy.`,
    })
  }
  return problems
}

function textOf(id: string, inventory: Inventory): string {
  return inventory.policies.find(policy => policy.id === id)?.text ?? ''
}
