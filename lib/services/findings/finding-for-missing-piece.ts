import 'server-only'
import type { Explanation } from '@/lib/access/explain/explain'
import type { NextStep } from '@/lib/access/explain/missing-piece'
import type { NearMissKind } from '@/lib/access/explain/near-miss'
import type { Inventory } from '@/lib/access/model/inventory'
import type { Finding } from '@/lib/findings/finding'
import type { Context } from '@/lib/services/context'
import { openFindings } from '@/lib/services/findings/open-findings'

export interface FindingHint {
  id: string
  title: string
  /** The fix that puts it right rather than taking it away; null: whatever is offered. */
  fixId: string | null
}

const RULES: Record<NearMissKind, string> = {
  name: 'name-instead-of-id',
  member: 'member-instead-of-cluster',
  behindProxy: 'proxy-grants-one-sided',
  partition: 'other-partition',
  service: 'rds-instead-of-rds-db',
  region: 'other-region',
  account: 'other-account',
  capitals: 'case-mismatched-user',
  stale: 'stale-resource-id',
  spelling: 'misspelled-resource',
  swapped: 'misspelled-resource',
  withoutUser: 'resource-without-user',
  arnCapitals: 'capitals-in-arn',
  user: 'misspelled-database-user',
  incomplete: 'incomplete-arn',
  nothing: 'entry-matches-nothing',
}

function isAbout(step: NextStep, { rule, subject, affected }: Finding, cell: Explanation): boolean {
  if (step.kind === 'boundary') return rule === 'boundary-blocks' && subject.policyId === step.policyId
  if (step.kind !== 'nearMiss' || rule !== RULES[step.miss]) return false
  return (
    subject.policyId === step.policyId ||
    affected.some(one => one.principalArn === cell.principalArn && one.resourceId === cell.resourceId)
  )
}

/** The open finding about the statement that nearly allows a cell, or about the boundary that withholds it. */
export async function findingForMissingPiece(
  context: Context,
  inventory: Inventory,
  explanation: Explanation,
): Promise<FindingHint | null> {
  const steps = (explanation.missingPiece?.next ?? []).filter(
    ({ kind }) => kind === 'nearMiss' || kind === 'boundary',
  )
  if (steps.length === 0) return null
  const findings = await openFindings(context, inventory)
  const found = findings?.find(finding => steps.some(step => isAbout(step, finding, explanation)))
  if (!found) return null
  const opens = found.fixes.find(({ opensAccess }) => opensAccess)
  return { id: found.id, title: found.title, fixId: opens?.id ?? null }
}
