import { expect, it } from 'vitest'
import { AppError } from '@/lib/errors'
import { unreadableScps, unreadScps } from '@/lib/services/account/organization-caveats'

const AT = '2026-11-23T14:02:11.000Z'
const refusal = new AppError('accessDenied', 'AWS did not let this server list them.', {
  answer: 'AccessDeniedException organizations:ListRoots',
  missingAction: 'organizations:ListRoots',
})

it('says what unread SCPs may still do, why they are unread and which permission is missing', () => {
  const caveat = unreadScps(refusal, null, AT)
  expect(caveat).toMatchObject({ scope: 'organization', missingAction: 'organizations:ListRoots', at: AT })
  expect(caveat.message).toMatch(/are not read\. They can still deny.*did not let this server list them/)
})

it('dates the older reading that is still used', () => {
  expect(unreadScps(refusal, '2026-11-23T13:58:40.000Z', AT).message).toContain('used as of 13:58:40 UTC')
})

it('names an SCP that is no policy, and no other', () => {
  const scp = (name: string, text: string) => ({
    id: name,
    name,
    kind: 'scp' as const,
    versionId: null,
    text,
  })
  const policies = [scp('broken', '{"Version":'), scp('whole', '{"Version":"2012-10-17","Statement":[]}')]
  expect(unreadableScps(policies, AT).map(({ subject }) => subject)).toEqual(['broken'])
})
