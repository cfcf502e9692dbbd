import { createHash, createHmac } from 'node:crypto'
import { DescribeDBInstancesCommand } from '@aws-sdk/client-rds'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { describe, expect } from 'vitest'
import { account } from '@/lib/simulator/aws/testing/account-fixture'
import { ADMINISTRATOR_KEY } from '@/lib/simulator/world/cast-users'

const KEY = { accessKeyId: ADMINISTRATOR_KEY.id, secretAccessKey: ADMINISTRATOR_KEY.secret }
const WHO = new GetCallerIdentityCommand({})

/** As the SDKs do for GetCallerIdentity, with a life of 60 seconds. */
function presignedQuery(host: string, at: Date): string {
  const date = at.toISOString().replace(/[-:]|\.\d{3}/g, '')
  const scope = `${date.slice(0, 8)}/us-east-1/sts/aws4_request`
  const query = Object.entries({
    Action: 'GetCallerIdentity',
    Version: '2011-06-15',
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${KEY.accessKeyId}/${scope}`,
    'X-Amz-Date': date,
    'X-Amz-Expires': '60',
    'X-Amz-SignedHeaders': 'host',
  }).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
  const canonical = ['GET', '/', query.sort().join('&'), `host:${host}`, '', 'host', sha256('')].join('\n')
  const key = scope
    .split('/')
    .reduce<string | Buffer>(
      (signing, part) => createHmac('sha256', signing).update(part).digest(),
      `AWS4${KEY.secretAccessKey}`,
    )
  const toSign = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n')
  return `${query.join('&')}&X-Amz-Signature=${createHmac('sha256', key).update(toSign).digest('hex')}`
}

describe('request signatures', () => {
  account('a wrong secret, an unknown key and an inactive key are refused', async ({ sts }) => {
    const wrong = sts({ credentials: { ...KEY, secretAccessKey: 'x'.repeat(40) } })
    await expect(wrong.send(WHO)).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
      $metadata: { httpStatusCode: 403 },
    })
    for (const accessKeyId of ['AKIAUNKNOWNUNKNOWN00', 'AKIAQ7BSAX3V6PN5FQCA']) {
      const client = sts({ credentials: { ...KEY, accessKeyId } })
      await expect(client.send(WHO)).rejects.toMatchObject({ name: 'InvalidClientTokenId' })
    }
  })

  account('a session token is needed, and only its own', async ({ aws, sts }) => {
    const credentials = await fetch(`${aws.url}/container-credentials/gatehouse`).then(answer =>
      answer.json(),
    )
    const session = { accessKeyId: credentials.AccessKeyId, secretAccessKey: credentials.SecretAccessKey }
    const good = await sts({ credentials: { ...session, sessionToken: credentials.Token } }).send(WHO)
    expect(good.Arn).toMatch(/^arn:aws:sts::111122223333:assumed-role\/gatehouse\/[0-9a-f]{32}$/)
    for (const sessionToken of [undefined, `${credentials.Token}x`]) {
      const client = sts({ credentials: sessionToken ? { ...session, sessionToken } : session })
      await expect(client.send(WHO)).rejects.toMatchObject({ name: 'InvalidClientTokenId' })
    }
  })

  account('a session ends', async ({ aws, sts, clock }) => {
    aws.faults.set({ containerSessionSeconds: 60 })
    const found = await fetch(`${aws.url}/container-credentials/gatehouse`).then(answer => answer.json())
    expect(new Date(found.Expiration).getTime()).toBe(clock.now.getTime() + 60_000)
    clock.now = new Date(clock.now.getTime() + 61_000)
    const client = sts({
      credentials: {
        accessKeyId: found.AccessKeyId,
        secretAccessKey: found.SecretAccessKey,
        sessionToken: found.Token,
      },
    })
    await expect(client.send(WHO)).rejects.toMatchObject({
      name: 'ExpiredToken',
      $metadata: { httpStatusCode: 403 },
    })
  })

  account('a clock six minutes off is refused; the client then corrects itself', async ({ sts, clock }) => {
    clock.now = new Date(clock.now.getTime() + 6 * 60_000)
    await expect(sts().send(WHO)).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
      message: expect.stringMatching(/^Signature expired: \d{8}T\d{6}Z is now earlier than /),
    })
    const corrected = await sts({ maxAttempts: 2 }).send(WHO)
    expect(corrected.Account).toBe('111122223333')
  })

  account('a request without a signature, or with a changed body, is refused', async ({ aws, sts }) => {
    const bare = await fetch(aws.url, { method: 'POST', body: 'Action=GetCallerIdentity&Version=2011-06-15' })
    expect(bare.status).toBe(403)
    expect(await bare.text()).toContain('<Code>MissingAuthenticationToken</Code>')
    const client = sts()
    client.middlewareStack.add(
      next => args => {
        const request = args.request as { body: string }
        request.body = request.body.replace('GetCallerIdentity', 'GetCallerIdentitY')
        return next(args)
      },
      { step: 'finalizeRequest', priority: 'low' },
    )
    await expect(client.send(WHO)).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' })
  })

  account('a presigned request is good for as long as it says', async ({ aws, clock }) => {
    const presign = async (at: Date) => {
      const answer = await fetch(`${aws.url}/?${presignedQuery(new URL(aws.url).host, at)}`)
      return { status: answer.status, text: await answer.text() }
    }
    expect(await presign(clock.now)).toMatchObject({
      status: 200,
      text: expect.stringContaining('<Account>111122223333'),
    })
    expect(await presign(new Date(clock.now.getTime() - 61_000))).toMatchObject({
      status: 400,
      text: expect.stringContaining('<Code>RequestExpired</Code>'),
    })
  })

  account('Regions that are not enabled do not know the caller', async ({ rds }) => {
    const list = new DescribeDBInstancesCommand({})
    for (const region of ['me-south-1', 'no-such-region']) {
      await expect(rds({ region }).send(list)).rejects.toMatchObject({
        name: 'InvalidClientTokenId',
        $metadata: { httpStatusCode: 403 },
      })
    }
    expect((await rds({ region: 'sa-east-1' }).send(list)).DBInstances).toEqual([])
  })

  account('an unknown action is answered as AWS does', async ({ sts }) => {
    const client = sts()
    const unknown = Object.assign(new GetCallerIdentityCommand({}), {})
    client.middlewareStack.add(
      next => args => {
        const request = args.request as { body: string; headers: Record<string, string> }
        request.body = request.body.replace('GetCallerIdentity', 'GetNonsense')
        request.headers['content-length'] = String(request.body.length)
        return next(args)
      },
      { step: 'build', priority: 'low' },
    )
    await expect(client.send(unknown)).rejects.toMatchObject({
      name: 'InvalidAction',
      message: 'Could not find operation GetNonsense for version 2011-06-15',
      $metadata: { httpStatusCode: 400 },
    })
  })
})
