import { expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { fromAws } from '@/lib/aws/aws-failure'
import { unreadPart } from '@/lib/aws/unread-part'

it('an answer of AWS that repeats our own request tells no session token', () => {
  const token = 'IQoJb3JpZ2luX2VjEXAMPLE/with+signs=='
  const message = `The request signature we calculated does not match. The Canonical String for this request should have been 'POST\nhost:iam.amazonaws.com\nx-amz-security-token:${token}\n'`
  const error = Object.assign(new Error(message), { name: 'SignatureDoesNotMatch' })
  const { answer } = fromAws(homeAccount(), error, { action: 'iam:GetUser', doing: 'read a user' })
  expect(answer).toContain('x-amz-security-token:[redacted]')
  expect(answer).not.toContain('IQoJ')
})

it.each([
  ['MalformedPolicyDocument', 'Syntax errors in policy: unexpected token'],
  ['ValidationError', 'An unexpected value <html>'],
])('a refusal of AWS stays one whatever words it holds: %s', (name, message) => {
  const $metadata = { httpStatusCode: 400, requestId: '5c5eae34' }
  const error = Object.assign(new Error(message), { name, Code: name, $metadata })
  expect(fromAws(homeAccount(), error, { action: 'iam:CreatePolicy', doing: 'make a policy' }).code).toBe(
    'invalid',
  )
})

it.each([
  ['InvalidAction', 400],
  ['NotImplemented', 501],
  ['UnknownError', 501],
])('%s with HTTP %i is a call that the endpoint does not know', (name, httpStatusCode) => {
  const error = Object.assign(new Error('x'), { name, $metadata: { httpStatusCode } })
  const failure = fromAws(homeAccount(), error, {
    action: 'rds:DescribeDBProxies',
    doing: 'list the proxies',
  })
  expect(failure.code).toBe('notImplemented')
  expect(unreadPart(failure, '2026-11-23T14:00:00Z')).toEqual({ state: 'notAsked', why: failure.message })
})
