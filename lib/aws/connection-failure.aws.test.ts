import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttp, type Server } from 'node:http'
import { createServer, type ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SecureContext } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { homeAccount } from '@/lib/account'
import { dropClients } from '@/lib/aws/clients'
import { connectionFailure } from '@/lib/aws/connection-failure'
import { readCallerIdentity } from '@/lib/aws/sts'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { AppError } from '@/lib/errors'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { createDemoAuthority, type DemoAuthority } from '@/lib/simulator/databases/certificates'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-tls-'))
const DAY_MS = 86_400_000
const servers: Server[] = []
let aws: SimulatedAws
let authority: DemoAuthority

beforeAll(async () => {
  aws = await simulatedAccount()
  authority = await createDemoAuthority()
})
afterEach(() => {
  vi.unstubAllEnvs()
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})
afterAll(async () => {
  await aws.close()
  rmSync(folder, { recursive: true, force: true })
})

async function listen(server: Server): Promise<number> {
  servers.push(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** The simulated account behind TLS. */
async function overTls(context: SecureContext): Promise<string> {
  const options: ServerOptions = { SNICallback: (_, done) => done(null, context) }
  const server = createServer(options, async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const headers = Object.entries(request.headers).map(([key, value]): [string, string] => [
      key,
      String(value),
    ])
    const { host: _, 'content-length': __, connection: ___, ...kept } = Object.fromEntries(headers)
    const answer = await fetch(`${aws.url}${request.url}`, {
      method: 'POST',
      headers: kept,
      body: Buffer.concat(chunks),
    })
    response.writeHead(answer.status, { 'Content-Type': 'text/xml' }).end(await answer.text())
  })
  return `https://localhost:${await listen(server as unknown as Server)}`
}

async function ask(variables: Record<string, string>): Promise<AppError> {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
  dropClients(homeAccount())
  const answer = await readCallerIdentity(homeAccount()).catch((error: unknown) => error)
  dropClients(homeAccount())
  if (answer instanceof AppError) return answer
  throw new Error('something answered')
}

describe('a certificate that is not accepted', () => {
  it('names the variable to set where nobody trusted signed it', async () => {
    const url = await overTls(await authority.issueFor(['localhost']))
    const { code, message, answer } = await ask({ AWS_ENDPOINT_URL: url })
    expect(code).toBe('unavailable')
    expect(message).toMatch(
      /^This server could not find out who it is: the certificate of localhost:\d+ is signed by nobody it trusts\. Set AWS_CA_BUNDLE/,
    )
    expect(answer).toMatch(/^(UNABLE|SELF|DEPTH)_\w+ localhost:\d+$/)
  })

  it('trusts what AWS_CA_BUNDLE names, beside the public authorities', async () => {
    const bundle = join(folder, 'own.pem')
    writeFileSync(bundle, authority.certificate)
    const url = await overTls(await authority.issueFor(['localhost']))
    const refused = await ask({ AWS_ENDPOINT_URL: url, AWS_CA_BUNDLE: bundle })
    // It got through to the account, which is told another host than was signed.
    expect(refused.code).toBe('noCredentials')
  })

  it('says that the file of AWS_CA_BUNDLE lacks the authority', async () => {
    const bundle = join(folder, 'other.pem')
    writeFileSync(bundle, (await createDemoAuthority()).certificate)
    const url = await overTls(await authority.issueFor(['localhost']))
    const { message } = await ask({ AWS_ENDPOINT_URL: url, AWS_CA_BUNDLE: bundle })
    expect(message).toContain('is not in the file that AWS_CA_BUNDLE names')
  })

  it.each([
    ['has expired', ['localhost'], new Date(Date.now() - DAY_MS / 2), 'Check the clock of this server.'],
    ['is for another host name', ['elsewhere.example'], undefined, 'AWS_ENDPOINT_URL says localhost'],
  ])('that %s is said so', async (what, hosts, until, remedy) => {
    const bundle = join(folder, 'own.pem')
    writeFileSync(bundle, authority.certificate)
    const url = await overTls(await authority.issueFor(hosts, until))
    const { message } = await ask({ AWS_ENDPOINT_URL: url, AWS_CA_BUNDLE: bundle })
    expect(message).toContain(what)
    expect(message).toContain(remedy)
  })

  it.each([
    ['there is no such file', join(folder, 'nothing.pem'), /AWS_CA_BUNDLE: the file .* cannot be read/],
    ['it holds no certificate', '/dev/null', /AWS_CA_BUNDLE: the file .* holds no certificates/],
  ])('%s: AWS_CA_BUNDLE is named before anything is asked', async (_, file, words) => {
    expect((await ask({ AWS_CA_BUNDLE: file })).message).toMatch(words)
  })
})

describe('a wrong endpoint', () => {
  it.each([
    ['http://127.0.0.1:1', 'nothing accepts connections at 127.0.0.1:1. AWS_ENDPOINT_URL says 127.0.0.1:1'],
    ['http://nowhere.invalid', 'there is no host nowhere.invalid that it can find. AWS_ENDPOINT_URL says'],
    [
      'no address',
      'the endpoint that is set is not an address. AWS_ENDPOINT_URL says no address: write it like',
    ],
    ['localhost:4566', 'AWS_ENDPOINT_URL says'],
  ])('%s names the variable', async (url, words) => {
    const { code, message } = await ask({ AWS_ENDPOINT_URL: url })
    expect(code).toBe('unavailable')
    expect(message).toContain(words)
  })

  it("names the service's own variable where that is set", async () => {
    const { message } = await ask({ AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:1' })
    expect(message).toContain('AWS_ENDPOINT_URL_STS says 127.0.0.1:1')
  })

  it('says that a web page is not AWS, and shows none of it', async () => {
    const page = createHttp((_, response) =>
      response
        .writeHead(200, { 'Content-Type': 'text/html' })
        .end('<html><p>Sign in to the network<br></html>'),
    )
    const port = await listen(page)
    const { code, message, answer } = await ask({ AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` })
    expect(code).toBe('unavailable')
    expect(message).toContain(`what came from 127.0.0.1:${port} is not in AWS's format`)
    expect(answer).not.toContain('Sign in')
  })

  it('a page that was not found is not "gone"', async () => {
    const port = await listen(createHttp((_, response) => response.writeHead(404).end()))
    const { code, message } = await ask({ AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` })
    expect(code).toBe('unavailable')
    expect(message).toContain("is not in AWS's format")
  })

  it('a call that an emulator does not know is told apart from one that failed', async () => {
    const port = await listen(createHttp((_, response) => response.writeHead(501).end()))
    const { code, message } = await ask({ AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` })
    expect(code).toBe('notImplemented')
    expect(message).toContain('does not know sts:GetCallerIdentity')
  })

  it('https towards a server without TLS, and http towards one with it', async () => {
    const plain = await listen(createHttp())
    const tls = new URL(await overTls(await authority.issueFor(['localhost']))).port
    expect((await ask({ AWS_ENDPOINT_URL: `https://127.0.0.1:${plain}` })).message).toContain(
      'does not answer with TLS',
    )
    expect((await ask({ AWS_ENDPOINT_URL: `http://127.0.0.1:${tls}` })).message).toContain(
      `AWS_ENDPOINT_URL says 127.0.0.1:${tls}`,
    )
  })
})

it.each([
  ['us-esat-1', 'Did you mean us-east-1?'],
  ['xx-north-9', 'Check the name of the Region'],
])('a Region %s that no host answers for is named', (region, words) => {
  vi.stubEnv('AWS_ENDPOINT_URL', undefined)
  const hostname = `sts.${region}.amazonaws.com`
  const failure = connectionFailure(Object.assign(new Error(), { code: 'ENOTFOUND', hostname }), 'sts')
  expect(`${failure?.why}. ${failure?.remedy}`).toContain(words)
})
