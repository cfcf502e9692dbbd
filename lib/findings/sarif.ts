import type { Finding, FindingRule, Severity } from './finding'
import { RULES } from './rules'

const LEVEL: Record<Severity, 'error' | 'warning' | 'note'> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
}

/** GitHub sorts by this number (code scanning, "SARIF support"). */
const SECURITY_SEVERITY: Record<Severity, string> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.5',
}

export interface SarifOptions {
  /** Of this program. */
  version: string
  /** ISO: when the account was read. */
  asOf: string
}

/** SARIF 2.1.0 (OASIS). A policy stands for the file, its ARN for the path. */
export function findingsSarif(
  findings: readonly Finding[],
  { version, asOf }: SarifOptions,
  rules: readonly FindingRule[] = RULES,
): string {
  const used = rules.map(ruleOf)
  const indexes = new Map(rules.map((rule, index) => [rule.id, index]))
  const run = {
    tool: { driver: { name: 'Gatehouse', version, rules: used } },
    properties: { asOf },
    results: findings.map(finding => resultOf(finding, indexes.get(finding.rule))),
  }
  const document = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }
  return JSON.stringify(document, null, 2)
}

function ruleOf({ id, title, description, severity, source }: FindingRule) {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: description },
    helpUri: source.url,
    defaultConfiguration: { level: LEVEL[severity] },
    properties: { 'security-severity': SECURITY_SEVERITY[severity], tags: ['security'] },
  }
}

function resultOf(finding: Finding, ruleIndex: number | undefined) {
  const { evidence, subject, severity } = finding
  const path = evidence.kind === 'policy' ? evidence.policyId : (subject.resourceId ?? subject.label)
  const [startLine = 1] = evidence.kind === 'policy' ? evidence.markedLines : []
  return {
    ruleId: finding.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVEL[severity],
    message: { text: `${finding.title}. ${finding.sentence}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uriOf(path) }, region: { startLine } },
        logicalLocations: [{ name: subject.label, fullyQualifiedName: path, kind: subject.kind }],
      },
    ],
    partialFingerprints: { 'finding/v1': finding.id },
    properties: {
      severity,
      targets: finding.targets.map(({ region, name }) => `${region}/${name}`),
      affected: finding.affectedTotal,
    },
  }
}

/** A relative reference may not begin with something that reads as a scheme (RFC 3986, 4.2). */
function uriOf(path: string): string {
  return path.split('#').map(encodeURIComponent).join('/')
}
