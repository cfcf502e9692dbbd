import { describe, expect, it } from 'vitest'
import { accountIn, movedTo, pageOf, routes } from './routes'

const target = { accountId: '111122223333', region: 'us-east-1', resourceId: 'db-X' }
const arn = 'arn:aws-cn:iam::444455556666:role/x'

describe('routes', () => {
  it('a target, a principal and a list are each in their own account', () => {
    expect(routes.targetSettings(target, { switch: 'on' })).toBe(
      '/a/111122223333/targets/us-east-1/db-X/settings?switch=on',
    )
    expect(routes.principal(arn)).toBe(
      `/a/444455556666/principals/one?${new URLSearchParams({ arn }).toString()}`,
    )
    expect(routes.findings('111122223333', { kind: ['a', 'b'], fix: null })).toBe(
      '/a/111122223333/findings?kind=a&kind=b',
    )
  })

  it('what is no ARN of a principal is looked for in the account that the server reads', () => {
    expect(routes.principal('nonsense')).toBe('/a/home/principals/one?arn=nonsense')
  })
})

describe('movedTo', () => {
  it('knows the pages that named no account before, and no other', () => {
    expect(movedTo('/targets/us-east-1/db-X', 'home')).toBe('/a/home/targets/us-east-1/db-X')
    expect(movedTo('/tokens', '111122223333')).toBe('/a/111122223333/tokens')
    for (const path of ['/', '/activity', '/a/home/targets', '/targetsx', '/x/targets'])
      expect(movedTo(path, 'home'), path).toBeNull()
  })

  it.each([
    ['/a/111122223333', '/a/111122223333/targets'],
    ['/a/444455556666/', '/a/444455556666/targets'],
    ['/targets/', '/a/111122223333/targets'],
    ['/doctor', '/a/111122223333/doctor'],
    ['/grants', '/a/111122223333/grants/new'],
    ['/a/111122223333/grants', '/a/111122223333/grants/new'],
    ['/a/111122223333/policies', '/a/111122223333/principals'],
    ['/a/111122223333/users', '/a/111122223333/database-users'],
    ['/a/111122223333/activity', '/activity'],
    ['/a/home/settings/', '/settings'],
  ])('leads what somebody would guess, %s, to %s, which is a page', (path, page) => {
    expect(movedTo(path, '111122223333')).toBe(page)
    expect(movedTo(page, '111122223333')).toBeNull()
  })

  it('shows nobody the Activity of this account as that of another', () => {
    expect(movedTo('/a/444455556666/activity', '111122223333')).toBeNull()
  })
})

describe('accountIn', () => {
  it('is named by the addresses of one account alone', () => {
    expect(accountIn('/a/111122223333/targets')).toBe('111122223333')
    expect(accountIn('/activity')).toBeNull()
  })
})

describe('pageOf', () => {
  it('is the same page in whichever account, at whatever point of it', () => {
    expect(pageOf('/a/home/targets?q=x')).toBe('/targets')
    expect(pageOf('/a/111122223333/targets#y')).toBe('/targets')
    expect(pageOf('/settings')).toBe('/settings')
  })
})
