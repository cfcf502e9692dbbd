import { describe, expect, it } from 'vitest'
import {
  ACCOUNT,
  EVERYTHING,
  holding,
  sampleInventory,
  samplePolicy,
  sampleRole,
} from '@/lib/access/testing/sample-inventory'
import { administrators } from './administrators'
import { compileAccess } from './compile-access'

const isAdministrator = (...cast: ReturnType<typeof sampleRole>[]) =>
  administrators(compileAccess(sampleInventory({ cast })))[0]
const everyActionOn = (Resource: string | string[]) => sampleRole('app', [{ ...EVERYTHING, Resource }])

describe('an administrator', () => {
  it.each([
    ['*', true],
    ['arn:aws:rds-db:*', true],
    ['arn:aws:*', true],
    [`arn:aws:*:us-east-1:${ACCOUNT}:*`, true],
    ['arn:aws:s3:::exports/*', false],
    [`arn:aws:rds:us-east-1:${ACCOUNT}:db:*`, false],
  ])('may take every action on %s: %s', (resource, expected) => {
    expect(isAdministrator(everyActionOn(resource))).toBe(expected)
  })

  it('holds every action, or an AWS policy of everything but a few', () => {
    const but = (...actions: string[]) => [{ Effect: 'Allow', NotAction: actions, Resource: '*' }]
    const powerUser = (...actions: string[]) =>
      samplePolicy('arn:aws:iam::aws:policy/PowerUserAccess', but(...actions), 'awsManaged')
    expect(isAdministrator(holding(sampleRole('app', []), powerUser('iam:*')))).toBe(true)
    expect(isAdministrator(holding(sampleRole('app', []), powerUser('iam:*', 'rds-db:*')))).toBe(false)
    expect(isAdministrator(sampleRole('app', but('iam:*')))).toBe(false)
    expect(isAdministrator(sampleRole('app', [{ ...EVERYTHING, Effect: 'Deny' }]))).toBe(false)
  })
})
