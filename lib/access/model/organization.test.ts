import { describe, expect, it } from 'vitest'
import { AT, sampleRole } from '@/lib/access/testing/sample-inventory'
import {
  noOrganization,
  type Organization,
  organizationInWords,
  scpsReadAt,
  serviceControlInWords,
  serviceControlOver,
  unreadOrganization,
} from './organization'

const ACCOUNT = '111122223333'
const member: Organization = { ...noOrganization(AT), id: 'o-1', managementAccountId: '999900001111' }
const { principal: someone } = sampleRole('orders-api', [])

describe('whom SCPs bind', () => {
  it('everybody of the account, as the organisation was read', () => {
    const { policies } = serviceControlOver(someone, unreadOrganization(AT))
    expect(policies).toEqual({ ...someone.policies, serviceControl: { state: 'unread' } })
  })

  it('no service-linked role, read or not', () => {
    const linked = { ...someone, path: '/aws-service-role/rds.amazonaws.com/' }
    expect(serviceControlOver(linked, unreadOrganization(AT)).policies.serviceControl).toEqual({
      state: 'none',
    })
  })
})

describe('the state in words', () => {
  it.each([
    [unreadOrganization(AT), /^Not read\. .*can still deny/],
    [noOrganization(AT), /in no organisation/],
    [member, /switched off/],
    [{ ...member, managementAccountId: ACCOUNT }, /management account/],
    [{ ...member, serviceControl: { state: 'read' as const, levels: [] } }, /^Read\./],
  ])('%# says why', (organization, words) => {
    expect(organizationInWords(organization, ACCOUNT)).toMatch(words)
  })
})

it('tells of one principal what binds it, and when that was read', () => {
  const level = { kind: 'account' as const, id: ACCOUNT, name: 'larkspur-prod', policies: [] }
  const read = { state: 'read' as const, levels: [level] }
  expect(serviceControlInWords(read, AT)).toBe(
    'Organisation policies of 1 level, read 14:02:11 UTC, are in the verdicts.',
  )
  expect(serviceControlInWords({ state: 'none' }, AT)).toBe('No organisation policy binds it.')
  expect(serviceControlInWords({ state: 'unread' }, AT)).toBe('Organisation policies were not read.')
})

it('gives the foot of a page a time only where SCPs were read', () => {
  expect(scpsReadAt({ ...member, serviceControl: { state: 'read', levels: [] } })).toBe(AT)
  expect(scpsReadAt(member)).toBeNull()
  expect(scpsReadAt(unreadOrganization(AT))).toBeNull()
})
