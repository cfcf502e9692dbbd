import fc from 'fast-check'
import { expect, it } from 'vitest'
import { accounts, changes, TEXTS } from '@/lib/grants/testing/generated-changes'
import { policyArn } from '@/lib/grants/testing/tiny-iam'
import { onPolicy } from '../policy-steps'
import { afterStep, NEW_VERSION } from './after-step'
import { factOf } from './fact'
import { defaultText, stepState } from './step-state'

it('says what IAM will say, for every step of any change', () => {
  fc.assert(
    fc.property(changes, ({ iam: account, steps }) => {
      const iam = account.copy()
      for (const step of steps) {
        const before = iam.read(factOf(step))
        const foretold = afterStep(step, before)
        iam.take(step)
        const found = iam.read(factOf(step))
        expect(stepState(step, before, foretold)).toBe('done')
        if (foretold.kind === 'policy' && found.kind === 'policy') {
          expect(defaultText(foretold.policy)).toBe(defaultText(found.policy))
          expect(foretold.policy?.versions.map(({ text }) => text)).toEqual(
            found.policy?.versions.map(({ text }) => text),
          )
        } else if (foretold.kind === 'iamAuth') expect(found).toMatchObject({ on: foretold.pending })
        else expect(foretold).toEqual(found)
      }
    }),
    { numRuns: 200 },
  )
})

it('gives a version that AWS has not numbered a name of its own', () => {
  const iam = fc.sample(
    accounts.filter(({ policies }) => policies.has(policyArn('orders'))),
    1,
  )[0]
  const input = { PolicyDocument: TEXTS[0], SetAsDefault: true }
  const step = onPolicy('CreatePolicyVersion', policyArn('orders'), input, null)
  const before = iam?.read(factOf(step))
  const after = before && afterStep(step, before)
  expect(after).toMatchObject({ policy: { defaultVersionId: NEW_VERSION } })
})

it('turns the switch at once where RDS already stands so, else in a while', () => {
  const input = { EnableIAMDatabaseAuthentication: false }
  const step = {
    ...onPolicy('ModifyDBInstance', 'switch', {}, null),
    call: { service: 'rds' as const, action: 'ModifyDBInstance', input },
  }
  expect(afterStep(step, { kind: 'iamAuth', on: true, pending: null })).toMatchObject({
    on: true,
    pending: false,
  })
  expect(afterStep(step, { kind: 'iamAuth', on: false, pending: true })).toMatchObject({
    on: false,
    pending: null,
  })
})

it('refuses a call that it does not know rather than to guess', () => {
  const step = onPolicy('TagPolicy', policyArn('orders'), {}, null)
  expect(() => afterStep(step, { kind: 'policy', policy: null })).toThrow('TagPolicy')
})
