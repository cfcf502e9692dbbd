import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { planGrant } from '@/lib/grants/plan'
import {
  allow,
  connectResource,
  inventory,
  managed,
  ordersId,
  role,
} from '@/lib/grants/testing/sample-account'
import { grantPart } from './grant-part'

const [metrics = '', app = '', later = ''] = ['metrics', 'app', 'later'].map(user =>
  connectResource(ordersId, user),
)
const held = managed('held', [allow(metrics, app)])
const analyst = role('data-analyst', [held.id])
const account = inventory({
  principals: [analyst],
  policies: [held],
  readyUsers: { [ordersId]: ['metrics', 'app'] },
})

function recorded(...resources: string[]) {
  const document = JSON.stringify({ Version: '2012-10-17', Statement: [allow(...resources)] })
  const placement = { kind: 'existingManaged' as const, policyArn: held.id }
  const intent = { principals: [analyst.arn], connections: [], placement, document }
  return grantPart(planGrant(intent, compileAccess(account)), account, 'CHG-1').entry.action
}

describe('a text that somebody wrote is recorded as what it did', () => {
  it.each([
    ['grantAccess', [metrics, app, later]],
    ['removeAccess', [metrics]],
    ['changeAccess', [metrics, later]],
  ])('%s', (action, resources) => {
    expect(recorded(...resources)).toBe(action)
  })
})
