import { describe, expect, it } from 'vitest'
import {
  noOrganization,
  type Organization,
  organizationInWords,
  serviceControlOver,
  unreadOrganization,
} from './organization'
import { AT, sampleRole } from './sample-inventory'

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
