import { expect, it } from 'vitest'
import { fromAws } from '@/lib/aws/errors'

it('an answer of AWS that repeats our own request tells no session token', () => {
  const token = 'IQoJb3JpZ2luX2VjEXAMPLE/with+signs=='
  const message = `The request signature we calculated does not match. The Canonical String for this request should have been 'POST\nhost:iam.amazonaws.com\nx-amz-security-token:${token}\n'`
  const error = Object.assign(new Error(message), { name: 'SignatureDoesNotMatch' })
  const { answer } = fromAws(error, { action: 'iam:GetUser', doing: 'read a user' })
  expect(answer).toContain('x-amz-security-token:[redacted]')
  expect(answer).not.toContain('IQoJ')
})
