import { describe, expect, it } from 'vitest'
import { noOrganization, type Organization, unreadOrganization } from '@/lib/access/model/organization'
import { AT } from '@/lib/access/testing/sample-inventory'
import { rcpsOverAssuming, resourceControlInWords, waysCaveat } from './resource-control'

const rcp = (name: string, ...statements: object[]) => {
  const own = statements.map(statement => ({ Effect: 'Deny', Principal: '*', Resource: '*', ...statement }))
  return { id: name, name, text: JSON.stringify({ Version: '2012-10-17', Statement: own }) }
}
const read = (...resourceControlPolicies: Organization['resourceControlPolicies']): Organization => {
  return { ...noOrganization(AT), resourceControl: 'read', resourceControlPolicies }
}
const FULL = rcp('RCPFullAWSAccess', { Effect: 'Allow', Action: '*' })

describe('RCPs and who becomes a role', () => {
  it.each([
    ['sts:AssumeRole', true],
    ['sts:*', true],
    ['*', true],
    ['STS:assumerolewithwebidentity', true],
    ['s3:*', false],
    ['rds-db:connect', false],
  ])('a Deny of %s limits it: %s', (Action, limits) => {
    expect(rcpsOverAssuming(read(FULL, rcp('own', { Action })))).toEqual(limits ? ['own'] : [])
  })

  it('a Deny of all but some actions limits it unless all of its actions are among them', () => {
    expect(rcpsOverAssuming(read(rcp('own', { NotAction: 's3:*' })))).toEqual(['own'])
    expect(rcpsOverAssuming(read(rcp('own', { NotAction: ['sts:*', 's3:*'] })))).toEqual([])
  })

  it('one that cannot be read counts', () => {
    expect(rcpsOverAssuming(read({ id: 'x', name: 'broken', text: '{' }))).toEqual(['broken'])
  })

  it('beside ways into a role only what is not known, or limits them, is said', () => {
    expect(waysCaveat(noOrganization(AT))).toBeNull()
    expect(waysCaveat(read(FULL))).toBeNull()
    expect(waysCaveat(unreadOrganization(AT))).toBe(
      'Service control policies and resource control policies, which can forbid becoming a role, are not read.',
    )
    expect(waysCaveat({ ...read(FULL), resourceControl: 'unread' })).toBe(
      'Resource control policies, which can forbid becoming a role, are not read.',
    )
    expect(waysCaveat(read(rcp('perimeter', { Action: 'sts:*' })))).toBe(
      'Read. perimeter limits who becomes a role; ways into a role are shown without that.',
    )
  })

  it('is said in one sentence for every state, never as if they had been weighed', () => {
    expect(resourceControlInWords(noOrganization(AT))).toBe('None bind this account.')
    expect(resourceControlInWords(unreadOrganization(AT))).toContain('can stop somebody from becoming a role')
    expect(resourceControlInWords(read(FULL))).toBe('Read. None of them limits who becomes a role.')
    expect(resourceControlInWords(read(FULL, rcp('perimeter', { Action: 'sts:*' })))).toContain(
      'perimeter limits who becomes a role; ways into a role are shown without that',
    )
  })
})
