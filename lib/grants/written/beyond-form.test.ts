// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables, not templates
import { expect, it } from 'vitest'
import { buildStatementText } from '../statement'
import { allow, analyticsId, connectResource, deny, ordersId, target } from '../testing/sample-account'
import { asForm } from './beyond-form'

const policy = (...statements: unknown[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements })
const at = (resourceId: string, databaseUsers: string[]) => ({
  accountId: '111122223333',
  region: 'us-east-1',
  resourceId,
  databaseUsers,
})
const metrics = connectResource(ordersId, 'metrics')

it('what the form wrote goes back into it whole, letters that are wildcards among it', () => {
  const users = ['metrics', 'a*b?$', 'with/slash']
  const text = buildStatementText([{ target: target('orders-prod', ordersId), databaseUsers: users }])
  expect(asForm(text, null)).toEqual({ connections: [at(ordersId, users)], beyond: [] })
})

it('what was added by hand is taken over, of several statements too', () => {
  const text = policy(allow(metrics), { ...allow(connectResource(analyticsId, 'bi')), Sid: 'More' })
  expect(asForm(text, null)).toEqual({
    connections: [at(ordersId, ['metrics']), at(analyticsId, ['bi'])],
    beyond: [],
  })
})

it.each([
  ['a wildcard', allow(connectResource(ordersId, 'app_*')), 'app_*'],
  ['a variable', allow(connectResource(ordersId, '${aws:username}')), 'one database user of one target'],
  ['a denial', deny(metrics), 'denies'],
  ['a condition', { ...allow(metrics), Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, 'condition'],
  ['NotResource', { Effect: 'Allow', Action: 'rds-db:connect', NotResource: metrics }, 'NotResource'],
  ['something else', { Effect: 'Allow', Action: 's3:*', Resource: '*' }, 'something else than logins'],
])('says that the form has no words for %s', (_, statement, words) => {
  const { connections, beyond } = asForm(policy(statement), null)
  expect(beyond).toEqual([expect.stringContaining(words)])
  expect(connections).toEqual([])
})

it('of a policy that exists only what is new becomes part of the grant', () => {
  const s3 = { Effect: 'Allow', Action: 's3:*', Resource: '*' }
  const before = policy(s3, allow(metrics))
  const text = policy(s3, allow(metrics, connectResource(ordersId, 'app')))
  expect(asForm(text, before)).toEqual({ connections: [at(ordersId, ['app'])], beyond: [] })
})

it('a text that is none takes nothing over, and says so', () => {
  expect(asForm('{', null)).toMatchObject({
    connections: [],
    beyond: [expect.stringContaining('no policy yet')],
  })
})
