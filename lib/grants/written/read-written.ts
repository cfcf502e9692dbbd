import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import type { Inventory } from '@/lib/access/model/inventory'
import { parseDocument } from '@/lib/iam/index'
import type { Changes } from '../changes'
import type { PlanProblem } from '../grant-plan'
import { documentKind, type GrantConnection, type Placement } from '../intent'
import { inlineLimit } from '../quotas'
import type { Subject } from '../subject'
import { checkWritten } from './check-written'
import { entryWarnings } from './entry-warnings'
import { namedConnections } from './named-connections'
import type { WrittenIssue } from './written-issue'

export interface WrittenReading {
  issues: WrittenIssue[]
  /** Null: it can be planned. */
  problem: PlanProblem | null
  /** Those that it names, of targets that were read. */
  connections: GrantConnection[]
  /** What it allows, as it is spelled. */
  resources: string[]
}

/** A text from a browser: parsed, held against what it replaces, and only then planned. */
export function readWritten(
  text: string,
  placement: Placement,
  subjects: readonly Subject[],
  access: CompiledAccess,
): WrittenReading {
  const { inventory } = access
  const befores = textsBefore(placement, subjects, inventory)
  const written = checkWritten(
    text,
    befores,
    documentKind(placement),
    longest(placement, subjects, inventory),
  )
  const issues = hasErrors(written) ? written : byLine([...written, ...entryWarnings(text, befores, access)])
  const errors = issues.filter(({ severity }) => severity === 'error')
  if (errors.length > 0)
    return { issues: inBrief(issues), problem: problemOf(errors), connections: [], resources: [] }
  const known = new Set(inventory.targets.map(target => `${target.region}/${target.resourceId}`))
  const isRead = ({ accountId, region, resourceId }: GrantConnection) =>
    accountId === inventory.accountId && known.has(`${region}/${resourceId}`)
  const { statements = [] } = parseDocument(text).document ?? {}
  const allows = statements.filter(({ effect, resource }) => effect === 'Allow' && !resource?.not)
  return {
    issues: inBrief(issues),
    problem: null,
    connections: namedConnections(text).filter(isRead),
    resources: allows.flatMap(({ resource }) => resource?.patterns ?? []),
  }
}

const hasErrors = (issues: readonly WrittenIssue[]) => issues.some(({ severity }) => severity === 'error')

const byLine = (issues: readonly WrittenIssue[]) =>
  [...issues].sort((one, other) => (one.line ?? 0) - (other.line ?? 0))

const SHOWN = 50

/** Mistakes before warnings: what stops the text is never among those left out. */
function inBrief(issues: readonly WrittenIssue[]): WrittenIssue[] {
  if (issues.length <= SHOWN) return [...issues]
  const worstFirst = issues.toSorted(
    (one, other) => Number(other.severity === 'error') - Number(one.severity === 'error'),
  )
  const hidden = worstFirst.slice(SHOWN)
  const severity = hasErrors(hidden) ? 'error' : 'warning'
  const more: WrittenIssue = { line: null, severity, message: `And ${hidden.length} more.` }
  return [...byLine(worstFirst.slice(0, SHOWN)), more]
}

/** The text alone; what stands beside it in the same place is weighed with the place. */
function longest(placement: Placement, subjects: readonly Subject[], { quotas }: Inventory): number {
  if (placement.kind !== 'inline') return quotas.policySize
  return Math.min(quotas.roleInlineSize, ...subjects.map(({ kind }) => inlineLimit(quotas, kind)))
}

function problemOf(errors: readonly WrittenIssue[]): PlanProblem {
  const [first] = errors
  if (errors.length === 1 && first?.line === null) return { field: 'document', message: first.message }
  const at = first?.line ? `, the first at line ${first.line}` : ''
  const message =
    errors.length === 1
      ? `The JSON has a mistake${at && ` at line ${first?.line}`}.`
      : `The JSON has ${errors.length} mistakes${at}.`
  return { field: 'document', message }
}

/** What each policy that the text would replace says today; null: a new one. */
function textsBefore(
  placement: Placement,
  subjects: readonly Subject[],
  { policies }: Inventory,
): (string | null)[] {
  const textOf = (id: string) => policies.find(policy => policy.id === id)?.text ?? null
  if (placement.kind === 'existingManaged') return [textOf(placement.policyArn)]
  if (placement.kind === 'newManaged' || subjects.length === 0) return [null]
  return subjects.map(({ arn, policyIds }) => {
    const id = `${arn}#${placement.policyName}`
    return policyIds.includes(id) ? textOf(id) : null
  })
}

/** Of a text that cannot be planned: no call, and nothing that changes. */
export function nothingWritten(text: string, { quotas }: Inventory): Changes {
  return {
    steps: [],
    sources: [],
    attachments: [],
    documentText: text,
    before: null,
    size: { used: 0, limit: quotas.policySize, scope: 'managed policy' },
    notes: [],
    problems: [],
    read: null,
  }
}
