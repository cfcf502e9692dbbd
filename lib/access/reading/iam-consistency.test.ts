import { expect, it } from 'vitest'
import { ACCOUNT, sampleInventory, sampleRole, sampleUser } from '@/lib/access/testing/sample-inventory'
import { countsOf, type IamCounts, isShort, whyUnbelievable } from './iam-consistency'

const some = sampleInventory({ cast: [sampleRole('gatehouse', []), sampleUser('ana', [])] })
const nobody = sampleInventory({})
const user = (name: string) => `arn:aws:iam::${ACCOUNT}:user/${name}`
const session = (role: string) => `arn:aws-us-gov:sts::${ACCOUNT}:assumed-role/${role}/server`
const counts = (changes: Partial<IamCounts> = {}) => ({
  users: 1,
  groups: 0,
  roles: 1,
  policies: 0,
  ...changes,
})

it.each([
  ['a user', user('ana')],
  ['the role behind a session', session('gatehouse')],
  ['a role whose name STS writes in other capitals', session('Gatehouse')],
  ['root, who is in no list', `arn:aws:iam::${ACCOUNT}:root`],
  ['a federated user', `arn:aws:sts::${ACCOUNT}:federated-user/ana`],
  ['an emulator’s own caller', `arn:aws:sts::${ACCOUNT}:user/moto`],
])('believes an answer that holds %s', (_, callerArn) => {
  expect(whyUnbelievable(some, callerArn, counts())).toBeNull()
})

it.each([
  ['a user', user('bo')],
  ['a user of the role’s name', user('gatehouse')],
  ['the role behind a session', session('ana')],
])('does not believe one without the caller: %s', (_, callerArn) => {
  expect(whyUnbelievable(some, callerArn, counts())).toContain('does not contain the caller itself')
})

it('does not believe an empty one where AWS counts somebody', () => {
  const root = `arn:aws:iam::${ACCOUNT}:root`
  expect(whyUnbelievable(nobody, root, counts())).toContain('AWS counts 1 users')
  expect(whyUnbelievable(nobody, root, counts({ users: 0, roles: 0 }))).toBeNull()
  expect(whyUnbelievable(nobody, root, null)).toBeNull()
})

it('is short where AWS counts more of any kind; fewer than listed is a count that lags', () => {
  const own = countsOf(some)
  expect(own).toEqual(counts())
  expect(isShort(own, counts({ groups: 1 }))).toBe(true)
  expect(isShort(own, counts({ roles: 0 }))).toBe(false)
})
