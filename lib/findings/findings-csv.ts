import type { Finding } from './finding'

const COLUMNS = [
  'Severity',
  'Rule',
  'Title',
  'Subject kind',
  'Subject',
  'Targets',
  'What is wrong',
  'Policy',
  'Version',
  'Lines',
  'Cells affected',
  'First fix',
  'Cells gained by it',
  'Cells lost by it',
  'AWS page',
  'Id',
] as const

export function findingRow(finding: Finding): string[] {
  const { evidence, fixes, subject, targets, source } = finding
  const policy = evidence.kind === 'policy' ? evidence : null
  const [fix] = fixes
  return [
    finding.severity,
    finding.rule,
    finding.title,
    subject.kind,
    subject.label,
    targets.map(({ region, name }) => `${region}/${name}`).join(' '),
    finding.sentence,
    policy?.policyId ?? '',
    policy?.versionId ?? '',
    policy?.markedLines.join(' ') ?? '',
    String(finding.affectedTotal),
    fix?.label ?? '',
    fix ? String(fix.effect.added) : '',
    fix ? String(fix.effect.removed) : '',
    source.url,
    finding.id,
  ]
}

/** One line for each finding, under a line that says how old the reading is. */
export function findingsCsv(findings: readonly Finding[], { asOf }: { asOf: string }): string {
  const rows = [['As of', asOf], [...COLUMNS], ...findings.map(findingRow)]
  return `${rows.map(row => row.map(csvCell).join(',')).join('\r\n')}\r\n`
}

/** A cell that starts with one of these is run as a formula by spreadsheets; a leading quote keeps it text. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe
}
