import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { canonicalJson } from '@/lib/canonical-json'
import type { FindingsExport } from '@/lib/services/findings/export-findings'
import { findingsCsv } from './findings-csv'
import { findingsSarif } from './findings-sarif'

const exported: FindingsExport = {
  version: '1.2.3',
  accountId: '111122223333',
  asOf: '2026-11-23T14:02:11.000Z',
  asked: { by: 'mira.okafor', at: '2026-11-18T14:05:00.000Z' },
  state: 'accepted',
  findings: [
    {
      id: 'name-instead-of-id:arn:aws:iam::111122223333:policy/eng',
      rule: 'name-instead-of-id',
      severity: 'high',
      title: 'Name used instead of the resource id',
      sentence: 'eng, says "orders", and matches nothing.',
      subject: { kind: 'policy', label: 'eng', policyId: 'arn:aws:iam::111122223333:policy/eng' },
      targets: [{ region: 'us-east-1', resourceId: 'db-A', name: 'orders' }],
      evidence: {
        kind: 'policy',
        policyId: 'arn:aws:iam::111122223333:policy/eng',
        policyName: 'eng',
        versionId: 'v4',
        statementIndex: 0,
        displayText: '{}',
        markedLines: [8, 9],
        facts: [],
      },
      affected: [],
      affectedTotal: 0,
      affectedArns: [],
      fixes: [],
      source: { title: 'Page', url: 'https://docs.aws.amazon.com/x' },
      firstSeen: '2026-10-01T00:00:00.000Z',
      accepted: {
        findingId: 'x',
        reason: '=until the move',
        acceptedBy: 'mira',
        acceptedAt: '2026-11-01T00:00:00.000Z',
        until: '2026-12-31T23:59:59.000Z',
      },
    },
  ],
  rules: [
    {
      id: 'name-instead-of-id',
      severity: 'high',
      title: 'Name used instead of the resource id',
      description: 'It matches nothing.',
      url: 'https://docs.aws.amazon.com/x',
    },
  ],
  unchecked: [],
  caveats: [
    {
      id: 'organization',
      scope: 'organization',
      subject: 'SCPs',
      message: 'Organisation policies are not read.',
      answer: null,
      missingAction: null,
      at: '2026-11-23T14:02:11.000Z',
    },
  ],
}

it('writes one line of CSV each, and no cell that a spreadsheet would run', () => {
  const [head, line] = findingsCsv(exported).split('\r\n')
  expect(head?.startsWith('severity,rule,title')).toBe(true)
  expect(line).toContain('"eng, says ""orders"", and matches nothing."')
  expect(line).toContain("'=until the move")
  expect(line).toContain('8 9')
  expect(line).toContain('2026-10-01T00:00:00.000Z')
  expect(line?.endsWith(',2026-11-23T14:02:11.000Z,SCPs')).toBe(true)
})

it('writes SARIF with rule, place, fingerprint and suppression', () => {
  const log = JSON.parse(findingsSarif(exported))
  expect(log.version).toBe('2.1.0')
  const [run] = log.runs
  expect(run.tool.driver.rules[0]).toMatchObject({ id: 'name-instead-of-id', helpUri: expect.any(String) })
  const [result] = run.results
  expect(result).toMatchObject({
    ruleId: 'name-instead-of-id',
    level: 'error',
    partialFingerprints: { gatehouseFinding: exported.findings[0]?.id },
    suppressions: [{ kind: 'external', status: 'accepted' }],
    provenance: { firstDetectionTimeUtc: '2026-10-01T00:00:00.000Z' },
    ruleIndex: 0,
  })
  expect(run.invocations).toEqual([
    {
      executionSuccessful: true,
      endTimeUtc: exported.asOf,
      account: 'mira.okafor',
      toolExecutionNotifications: [
        { level: 'warning', message: { text: 'SCPs: Organisation policies are not read.' } },
      ],
    },
  ])
  const { artifactLocation, region } = result.locations[0].physicalLocation
  expect(artifactLocation.uri).toMatch(/^policies\/[^/: ]+\.json$/)
  expect(region).toEqual({ startLine: 8, endLine: 9 })
})

it('says in the run of SARIF who asked, when, what was not read, and the SHA-256 of all the rest as its command prints it', () => {
  const log = JSON.parse(findingsSarif(exported))
  const { sha256, sha256Check, ...properties } = log.runs[0].properties
  expect(properties).toMatchObject({
    asOf: exported.asOf,
    asked: exported.asked,
    notRead: [{ subject: 'SCPs', message: 'Organisation policies are not read.' }],
  })
  expect(sha256Check).toContain(`jq -jcS 'del(.runs[0].properties["sha256","sha256Check"])'`)
  const rest = { ...log, runs: [{ ...log.runs[0], properties }] }
  expect(sha256).toBe(createHash('sha256').update(canonicalJson(rest)).digest('hex'))
})
