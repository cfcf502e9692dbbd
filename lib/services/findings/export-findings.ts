import 'server-only'
import type { Caveat } from '@/lib/access/model/caveat'
import { asOf } from '@/lib/access/reading/as-of'
import type { Finding, Severity } from '@/lib/findings/finding'
import { keptFrom } from '@/lib/findings/kept-from'
import { RULES } from '@/lib/findings/rules'
import { type UncheckedFinding, uncheckedFindings } from '@/lib/findings/unchecked-findings'
import { assertCan } from '@/lib/operator/operator'
import type { Suppression } from '@/lib/records/suppressions'
import type { Context } from '@/lib/services/context'
import { type FindingSort, sortFindings } from '@/lib/services/findings/fold-findings'
import { readFindings } from '@/lib/services/findings/read-findings'
import { type FindingFilter, selectFindings, selectUnchecked } from '@/lib/services/findings/select-findings'
import packageJson from '@/package.json'

export interface FindingsExport {
  /** Of Gatehouse. */
  version: string
  accountId: string
  asOf: string
  /** Who asked, and when (ISO). */
  asked: { by: string; at: string }
  state: FindingFilter['state']
  /** `firstSeen`: ISO; null where the records could not be read. `keptFrom`: as of then, its Region was not read again. */
  findings: (Finding & { firstSeen: string | null; keptFrom: string | null; accepted: Suppression | null })[]
  rules: { id: string; severity: Severity; title: string; description: string; url: string }[]
  /** What an earlier reading showed, and this one saw too little to check. */
  unchecked: UncheckedFinding[]
  caveats: Caveat[]
}

/** Everything that a filter leaves, whole, with what weakens it. */
export async function exportFindings(
  context: Context,
  question: { filter: FindingFilter; sort?: FindingSort },
): Promise<FindingsExport> {
  assertCan(context, 'read')
  const { inventory, findings, suppressions, firstSeen, unseenSince, caveats } = await readFindings(context)
  const { shown: unsorted } = selectFindings(findings, suppressions, question.filter)
  const shown = sortFindings(unsorted, question.sort ?? 'severity', firstSeen)
  return {
    version: packageJson.version,
    accountId: inventory.accountId,
    asOf: asOf(inventory),
    asked: { by: context.actor.name, at: context.now.toISOString() },
    state: question.filter.state,
    findings: shown.map(finding => ({
      ...finding,
      firstSeen: firstSeen.get(finding.id) ?? null,
      keptFrom: keptFrom(inventory, finding.targets),
      accepted: suppressions.get(finding.id) ?? null,
    })),
    rules: RULES.map(({ id, severity, title, description, source }) => {
      return { id, severity, title, description, url: source.url }
    }),
    unchecked: selectUnchecked(uncheckedFindings(unseenSince, findings), suppressions, question.filter),
    caveats,
  }
}
