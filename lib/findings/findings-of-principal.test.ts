import { describe, expect, it } from 'vitest'
import type { Finding, FindingSubject } from './finding'
import { findingsOfPrincipal } from './findings-of-principal'

const ARN = 'arn:aws:iam::111122223333:role/etl'

function finding(id: string, subject: Partial<FindingSubject>, affected: string[] = []): Finding {
  return {
    id,
    rule: 'wildcard-user',
    severity: 'high',
    title: id,
    sentence: '',
    subject: { kind: 'policy', label: id, ...subject },
    targets: [],
    evidence: { kind: 'facts', facts: [] },
    affected: affected.map(principalArn => ({
      principalArn,
      principalLabel: principalArn,
      target: 'orders-prod',
      resourceId: 'db-A',
      databaseUser: 'app',
      before: 'canConnect',
      after: null,
    })),
    affectedTotal: affected.length,
    affectedArns: affected,
    fixes: [],
    source: { title: '', url: '' },
  }
}

describe('findingsOfPrincipal', () => {
  it('holds what is about it, about a policy it holds, its trust, and its connections; in their order', () => {
    const findings = [
      finding('a policy of another', { policyId: `${ARN}-old#inline` }),
      finding('its inline policy', { policyId: `${ARN}#inline` }),
      finding('itself', { kind: 'principal', principalArn: ARN }),
      finding('another', { kind: 'principal', principalArn: `${ARN}-old` }),
      finding('its trust policy', { policyId: ARN }),
      finding('a user inside', { kind: 'databaseUser', resourceId: 'db-A' }, [`${ARN}-old`, ARN]),
      finding('a user that it is not', { kind: 'databaseUser', resourceId: 'db-A' }, [`${ARN}-old`]),
      finding('a target', { kind: 'target', resourceId: 'db-A' }),
    ]
    const own = findingsOfPrincipal(findings, { arn: ARN, policyIds: new Set([`${ARN}#inline`]) })
    expect(own.map(({ id }) => id)).toEqual([
      'its inline policy',
      'itself',
      'its trust policy',
      'a user inside',
    ])
  })

  it('holds one whose many connections are counted and not listed, however late it stands among them', () => {
    const everybody = Array.from({ length: 1_600 }, (_, at) => `${ARN}-${at}`)
    const wide = finding('a wildcard', { kind: 'target' }, [...everybody, ARN])
    const listed = { ...wide, affected: wide.affected.slice(0, 50) }
    expect(findingsOfPrincipal([listed], { arn: ARN, policyIds: new Set() })).toEqual([listed])
  })
})
