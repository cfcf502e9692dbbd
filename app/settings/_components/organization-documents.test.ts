import { describe, expect, it } from 'vitest'
import { evaluate, mayAssume, prepareTrust, validateDocument } from '@/lib/iam/index'
import {
  delegation,
  mayBecomeReader,
  proposedReader,
  readerPermissions,
  readerTrust,
} from './organization-documents'

const OWN = 'arn:aws:iam::111122223333:role/gatehouse'
const READER = proposedReader('aws', '999900001111')

describe('the documents that let the organisation be read', () => {
  it('are policies that IAM accepts', () => {
    for (const text of [readerPermissions(), mayBecomeReader(READER)])
      expect(validateDocument(text)).toEqual([])
  })

  it('let this server become the reader, and no other principal', () => {
    const question = (value: string) => ({
      roleArn: READER,
      trust: prepareTrust(readerTrust(OWN)),
      caller: { kind: 'role' as const, value, context: {}, absentKeys: [], own: null },
      ownDecision: 'allowed' as const,
    })
    expect(mayAssume(question(OWN)).decision).toBe('allowed')
    expect(mayAssume(question('arn:aws:iam::111122223333:role/other')).decision).not.toBe('allowed')
  })

  it('let the reader list and read, and change nothing', () => {
    const source = { id: 'p', name: 'p', kind: 'inline' as const, versionId: null, text: readerPermissions() }
    const layers = [{ kind: 'identity' as const, policies: [{ source, viaGroup: null }] }]
    const ask = (action: string) =>
      evaluate({ principalArn: READER, action, resource: '*', context: {} }, layers).decision
    expect(ask('organizations:DescribePolicy')).toBe('allowed')
    expect(ask('organizations:DetachPolicy')).toBe('implicitDeny')
  })

  it('name the account in its partition', () => {
    expect(delegation({ accountId: '111122223333', partition: 'aws-cn' })).toContain(
      'arn:aws-cn:iam::111122223333:root',
    )
  })
})
