import { describe, expect, it } from 'vitest'
import type { Finding } from '@/lib/findings/finding'
import { findingEvidenceText } from './finding-evidence-text'

const FINDING: Finding = {
  id: 'f',
  rule: 'wildcard-user',
  severity: 'high',
  title: 'Wildcard database user',
  sentence: 'shipping-legacy allows every user of shipping-prod.',
  subject: {
    kind: 'policy',
    label: 'shipping-legacy',
    policyId: 'arn:aws:iam::111122223333:policy/shipping-legacy',
  },
  targets: [{ region: 'us-east-1', resourceId: 'db-A', name: 'shipping-prod' }],
  evidence: {
    kind: 'policy',
    policyId: 'arn:aws:iam::111122223333:policy/shipping-legacy',
    policyName: 'shipping-legacy',
    versionId: 'v4',
    statementIndex: 0,
    displayText: '{\n  "Resource": "*"\n}',
    markedLines: [2],
    facts: [{ label: 'Policy says', value: 'dbuser:db-A/*' }],
  },
  affected: [
    {
      principalArn: 'arn:aws:iam::111122223333:role/etl',
      principalLabel: 'role/etl',
      target: 'shipping-prod',
      resourceId: 'db-A',
      databaseUser: 'app',
      before: 'canConnect',
      after: null,
      asFarAsRead: true,
    },
  ],
  affectedTotal: 3,
  affectedArns: [],
  fixes: [],
  source: { title: 'Creating and using an IAM policy', url: 'https://docs.aws.amazon.com/x' },
}
const PAGE = {
  finding: FINDING,
  firstSeen: null,
  suppression: null,
  unread: null,
  askedBy: 'mira.okafor',
  readAt: '2026-11-18T14:02:11.000Z',
  now: '2026-11-18T14:05:00.000Z',
}

describe('findingEvidenceText', () => {
  it('holds the policy with its marked lines, facts and connections as sentences, who asked and when', () => {
    const text = findingEvidenceText(PAGE)
    expect(text).toContain(
      'mira.okafor asked at 2026-11-18T14:05:00.000Z; the data is as of 2026-11-18T14:02:11.000Z.',
    )
    expect(text).toContain('It rests on statement 1 of the policy shipping-legacy v4')
    expect(text).toContain('\n>    2    "Resource": "*"\n     3  }\n'.replace('\n     3', '\n     3'))
    expect(text).toContain('Policy says: dbuser:db-A/*.')
    expect(text).toContain('role/etl as app on shipping-prod (db-A): can connect, as far as read.')
    expect(text).toContain('3 connections are affected.')
    expect(text).toContain('2 others not named here.')
  })

  it('says what was not read and who answers for it', () => {
    const accepted = {
      findingId: 'f',
      reason: 'CHG-1',
      acceptedBy: 'sam',
      acceptedAt: PAGE.now,
      until: PAGE.readAt,
    }
    const text = findingEvidenceText({ ...PAGE, unread: 'eu-west-1 was refused.', suppression: accepted })
    expect(text).toContain('Not all that it rests on was read: eu-west-1 was refused.')
    expect(text).toContain(`sam accepted it until ${PAGE.readAt}: CHG-1`)
  })
})
