import { coverageOf } from '@/app/_export/audit-zip'
import { digestOf } from '@/lib/access/model/digest'
import type { Severity } from '@/lib/findings/finding'
import { unreadBehindFindings } from '@/lib/findings/reading-coverage'
import type { FindingsExport } from '@/lib/services/findings/export-findings'

const LEVELS: Record<Severity, 'error' | 'warning' | 'note'> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
}
/** As code scanning sorts them. */
const SCORES: Record<Severity, string> = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0' }

type Exported = FindingsExport['findings'][number]

/** A policy is no file: its text as shown is named by the policy's id, percent-encoded as a relative reference must be. */
function locationsOf({ evidence, subject, targets }: Exported) {
  const logicalLocations = [
    { name: subject.label, fullyQualifiedName: subject.policyId ?? subject.principalArn ?? subject.label },
    ...targets.map(({ name, resourceId }) => ({ name, fullyQualifiedName: resourceId })),
  ]
  if (evidence.kind !== 'policy') return [{ logicalLocations }]
  const [startLine = 1] = evidence.markedLines
  const endLine = evidence.markedLines.at(-1) ?? startLine
  const physicalLocation = {
    artifactLocation: { uri: `policies/${encodeURIComponent(evidence.policyId)}.json` },
    region: { startLine, endLine },
  }
  return [{ physicalLocation, logicalLocations }]
}

function resultOf(finding: Exported, ruleIndex: number, unread: string | null) {
  const { accepted, firstSeen } = finding
  return {
    ruleId: finding.rule,
    ...(ruleIndex < 0 ? {} : { ruleIndex }),
    level: LEVELS[finding.severity],
    message: { text: finding.sentence },
    locations: locationsOf(finding),
    partialFingerprints: { gatehouseFinding: finding.id },
    ...(firstSeen ? { provenance: { firstDetectionTimeUtc: firstSeen } } : {}),
    properties: {
      title: finding.title,
      severity: finding.severity,
      affectedCells: finding.affectedTotal,
      affected: finding.affected,
      ...(unread ? { leftOut: unread } : {}),
      fixes: finding.fixes.map(({ label, opensAccess, effect }) => ({ label, opensAccess, effect })),
    },
    ...(accepted
      ? {
          suppressions: [
            {
              kind: 'external',
              status: 'accepted',
              justification: `${accepted.reason} (${accepted.acceptedBy}, until ${accepted.until})`,
            },
          ],
        }
      : {}),
  }
}

const CHECK = `jq -jcS 'del(.runs[0].properties["sha256","sha256Check"])' FILE | shasum -a 256`

/**
 * SARIF 2.1.0: what code scanning and most security tools take in. Who asked is the invocation's `account`; the rest of what makes it
 * evidence stands in the run's property bag, which readers pass over (§3.8), with the SHA-256 of all else.
 */
export function findingsSarif(exported: FindingsExport): string {
  const { version, rules, findings, asOf, asked, accountId, caveats } = exported
  const driver = {
    name: 'Gatehouse',
    semanticVersion: version,
    rules: rules.map(rule => ({
      id: rule.id,
      shortDescription: { text: rule.title },
      fullDescription: { text: rule.description },
      helpUri: rule.url,
      defaultConfiguration: { level: LEVELS[rule.severity] },
      properties: { 'security-severity': SCORES[rule.severity], tags: ['security', 'aws', 'rds', 'iam'] },
    })),
  }
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver },
        invocations: [
          {
            executionSuccessful: true,
            endTimeUtc: asOf,
            account: asked.by,
            toolExecutionNotifications: caveats.map(({ subject, message }) => ({
              level: 'warning',
              message: { text: `${subject}: ${message}` },
            })),
          },
        ],
        results: findings.map(finding =>
          resultOf(
            finding,
            rules.findIndex(({ id }) => id === finding.rule),
            unreadBehindFindings(exported),
          ),
        ),
        properties: { accountId, asOf, asked, notRead: coverageOf(caveats) },
      },
    ],
  }
  const sealed = { sha256: digestOf(log), sha256Check: CHECK }
  const runs = log.runs.map(run => ({ ...run, properties: { ...run.properties, ...sealed } }))
  return `${JSON.stringify({ ...log, runs }, null, 2)}\n`
}
