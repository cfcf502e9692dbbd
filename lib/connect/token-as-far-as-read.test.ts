import { expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { explainCell } from '@/lib/access/explain/explain'
import { withAnswers } from '@/lib/access/model/kept-answers'
import { policyStates } from '@/lib/access/model/policy-state'
import type { KeptAnswer } from '@/lib/access/model/simulated-cell'
import { connectArn } from '@/lib/access/model/target'
import { AT, allow, sampleInventory, sampleRole, sampleTarget } from '@/lib/access/testing/sample-inventory'
import { connectionOptions } from './connection-options'
import { tokenChecks } from './token-checks'
import { tokenLife } from './token-life'

const target = sampleTarget()
const cast = sampleRole('etl', [allow('app')])
cast.principal.policies = { ...cast.principal.policies, serviceControl: { state: 'unread' } }
const { arn } = cast.principal
const unread = sampleInventory({ targets: [target], cast: [cast] })
const refusal: KeptAnswer = {
  principalArn: arn,
  resource: connectArn(target, 'app'),
  policyState: policyStates(unread)(cast.principal),
  decision: 'explicitDeny',
  organizationAllows: false,
  missingContextKeys: [],
  askedAt: AT,
}
const refused = withAnswers(unread, [refusal])

const policyCheck = (inventory: typeof unread) => {
  const now = new Date(AT)
  const explanation = explainCell(compileAccess(inventory), target, arn, 'app')
  const signer = { signerLabel: 'role/etl', sessionEndsAt: null, assumes: false, life: tokenLife(now, null) }
  return tokenChecks({ target, databaseUser: 'app', explanation, now, ...signer })[1]
}

it('a token is told to be allowed as far as read', () => {
  expect(policyCheck(unread)).toMatchObject({ outcome: 'pass', text: 'Policy allows it, as far as read' })
  expect(connectionOptions(compileAccess(unread), arn)[0]).toMatchObject({
    verdict: 'canConnect',
    asFarAsRead: true,
  })
})

it('where the organisation refuses, no policy of ours is named as what denies it', () => {
  expect(policyCheck(refused)).toEqual({
    outcome: 'fail',
    text: "Denied by the organisation, as AWS's policy simulator said at 14:02:11",
    detail: '',
  })
  expect(connectionOptions(compileAccess(refused), arn)[0]).toMatchObject({
    verdict: 'denied',
    note: 'the organisation denies it, says AWS',
  })
})
