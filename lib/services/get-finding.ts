import 'server-only'
import type { Finding } from '@/lib/findings/finding'
import type { GrantIntent } from '@/lib/grants/intent'
import { assertCan, type Capability, type Operator } from '@/lib/operator/operator'
import type { Suppression } from '@/lib/records/suppressions'
import { findingById } from '@/lib/services/fix-order'
import { intentOfFinding } from '@/lib/services/intent-of-finding'
import { readFindings } from '@/lib/services/read-findings'

export interface FindingPage {
  finding: Finding
  suppression: Suppression | null
  /** The wish behind it, for the builder; null where it is not about a grant. */
  intent: GrantIntent | null
  capabilities: Capability[]
  /** ISO: the account as read. */
  readAt: string
  now: string
}

export async function getFinding(operator: Operator, question: { id: string }): Promise<FindingPage> {
  assertCan(operator, 'read')
  const { inventory, findings, suppressions } = await readFindings()
  const finding = findingById(findings, question.id)
  return {
    finding,
    suppression: suppressions.get(finding.id) ?? null,
    intent: intentOfFinding(finding, inventory),
    capabilities: operator.capabilities,
    readAt: inventory.readAt,
    now: new Date().toISOString(),
  }
}
