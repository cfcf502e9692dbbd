import { describe, expect, it } from 'vitest'
import { mfaWays } from './mfa-ways'
import { keysOfAssuming, ownCredentials } from './session-making'

const user = 'arn:aws:iam::111122223333:user/mira'
const role = 'arn:aws:sts::111122223333:assumed-role/gatehouse/task'

describe('the credentials of this server', () => {
  it.each([
    [user, false, 'userKeys', true],
    [user, true, 'userSession', false],
    [role, true, 'roleSession', false],
    ['arn:aws:iam::111122223333:root', false, 'rootKeys', false],
  ] as const)('%s, temporary %s: %s; a code can be given: %s', (arn, isTemporary, own, takesCode) => {
    expect(ownCredentials({ arn, isTemporary })).toBe(own)
    const ways = mfaWays({ own, caller: 'user/mira', role: 'role/oncall', devices: null, lines: null })
    expect(ways.takesCode).toBe(takesCode)
    // Where nothing can be given here, the sentence leads to the lines that stand below it.
    expect(ways.here.endsWith(':')).toBe(!takesCode)
  })
})

it('STS is told no external id and no source identity, so a trust policy that asks for one is not met', () => {
  const keys = keysOfAssuming({ own: 'roleSession', mfa: 'unknown' })
  expect(keys.get('sts:externalid')).toEqual([null])
  expect(keys.get('sts:sourceidentity')).toEqual([null])
  // Of a session that somebody else made, neither MFA nor its own identity is known.
  expect(keys.has('aws:multifactorauthpresent')).toBe(false)
  expect(keys.has('aws:sourceidentity')).toBe(false)
})

it('only the places that stand in the lines are asked for', () => {
  const asked = { own: 'userKeys', caller: 'user/mira', role: null, devices: null } as const
  expect(mfaWays({ ...asked, lines: '--token-code MFA_CODE' }).places).toEqual(['MFA_CODE'])
  expect(mfaWays({ ...asked, lines: null }).open).toBeNull()
})
