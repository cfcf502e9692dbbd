import { csv } from '@/lib/csv'
import type { UncheckedFinding } from '@/lib/findings/unchecked-findings'
import type { FindingsExport } from '@/lib/services/findings/export-findings'

const HEAD = [
  'severity',
  'rule',
  'title',
  'subject',
  'targets',
  'sentence',
  'policy',
  'version',
  'lines',
  'affected cells',
  'affected (first)',
  'fixes',
  'first seen',
  'accepted until',
  'accepted by',
  'acceptance reason',
  'source',
  'finding',
  'as of',
  'not read',
]

/** Known from before and not checked by this reading: a line of its own, under the date it was last seen. */
function uncheckedRow({ severity, rule, title, subject, id, lastSeen }: UncheckedFinding, notRead: string) {
  const row: Record<string, string> = { severity, rule, title, subject, finding: id, 'as of': lastSeen }
  const sentence = 'Not checked now: too little was read to tell whether it is still there.'
  return HEAD.map(name => ({ ...row, sentence, 'not read': notRead })[name] ?? null)
}

export function findingsCsv({ findings, unchecked, asOf, caveats }: FindingsExport): string {
  const notRead = caveats.flatMap(({ scope, subject }) => (scope === 'guardrails' ? [] : subject)).join('; ')
  return csv(HEAD, [
    ...findings.map(finding => {
      const { evidence, accepted } = finding
      const policy = evidence.kind === 'policy' ? evidence : null
      return [
        finding.severity,
        finding.rule,
        finding.title,
        finding.subject.label,
        finding.targets.map(target => `${target.name} (${target.resourceId})`).join('; '),
        finding.sentence,
        policy?.policyId ?? null,
        policy?.versionId ?? null,
        policy?.markedLines.join(' ') ?? null,
        finding.affectedTotal,
        finding.affected
          .map(cell => `${cell.principalLabel} as ${cell.databaseUser} on ${cell.target}: ${cell.before}`)
          .join('; '),
        finding.fixes.map(fix => fix.label).join('; '),
        finding.firstSeen,
        accepted?.until ?? null,
        accepted?.acceptedBy ?? null,
        accepted?.reason ?? null,
        finding.source.url,
        finding.id,
        finding.keptFrom ?? asOf,
        notRead,
      ]
    }),
    ...unchecked.map(finding => uncheckedRow(finding, notRead)),
  ])
}
