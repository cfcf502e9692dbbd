import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { homeAccount } from '@/lib/account'
import { dropClients } from '@/lib/aws/clients'
import { openOrganizations } from '@/lib/aws/organizations'
import { callerCredentials } from '@/lib/aws/sts'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-credentials-'))

afterAll(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
  dropClients(homeAccount())
  rmSync(folder, { recursive: true, force: true })
})

it('a program that never gives its credentials keeps nobody waiting for ever, and is not started twice', async () => {
  const started = join(folder, 'started')
  // Reads what nobody writes: it ends when this process does.
  const program = join(folder, 'credentials.sh')
  writeFileSync(program, `#!/bin/sh\necho once >> "${started}"\nexec cat\n`, { mode: 0o700 })
  writeFileSync(join(folder, 'config'), `[default]\ncredential_process = ${program}\n`)
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined)
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'))
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'none'))
  dropClients(homeAccount())
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  for (let time = 0; time < 2; time += 1) {
    const asked = expect(callerCredentials(homeAccount())).rejects.toMatchObject({
      code: 'unavailable',
      answer: expect.stringContaining('no credentials came within 30 s'),
    })
    await vi.waitFor(() => expect(readFileSync(started, 'utf8')).toBe('once\n'))
    await vi.advanceTimersByTimeAsync(30_000)
    await asked
  }
})

it.each([
  ['eu-west-1', 'organizations.us-east-1.amazonaws.com'],
  ['cn-north-1', 'organizations.cn-northwest-1.amazonaws.com.cn'],
  ['us-gov-east-1', 'organizations.us-gov-west-1.amazonaws.com'],
])('Organizations is asked where the partition of %s keeps it', async (region, host) => {
  vi.stubEnv('GATEHOUSE_REGIONS', region)
  dropClients(homeAccount())
  const { config } = openOrganizations(homeAccount(), null)
  const { url } = config.endpointProvider({
    Region: await config.region(),
    UseFIPS: false,
    UseDualStack: false,
  })
  expect(url.hostname).toBe(host)
})
