import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { dropClients } from '@/lib/aws/clients'
import { lookForCredentials } from '@/lib/aws/credential-sources'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { getFirstRun } from '@/lib/services/shell/get-first-run'
import { person } from '@/lib/services/testing/person'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'

const home = mkdtempSync(join(tmpdir(), 'gatehouse-home-'))
const now = new Date('2026-11-23T14:00:00Z')
const operator = person('mira', ['read'])
let aws: SimulatedAws

beforeEach(async () => {
  await aws?.close()
  aws = await simulatedAccount()
  process.env.HOME = home
  rmSync(join(home, '.aws'), { recursive: true, force: true })
  for (const name of [
    'AWS_CONFIG_FILE',
    'AWS_SHARED_CREDENTIALS_FILE',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  ]) {
    delete process.env[name]
  }
})
afterAll(async () => {
  await aws.close()
  rmSync(home, { recursive: true, force: true })
})

function configure(config: string, ssoEndsAt?: string): void {
  mkdirSync(join(home, '.aws', 'sso', 'cache'), { recursive: true })
  writeFileSync(join(home, '.aws', 'config'), config)
  const name = createHash('sha1').update('larkspur').digest('hex')
  if (ssoEndsAt) {
    writeFileSync(
      join(home, '.aws', 'sso', 'cache', `${name}.json`),
      JSON.stringify({ expiresAt: ssoEndsAt }),
    )
  }
}

const SSO =
  '[profile larkspur-audit]\nsso_session = larkspur\nregion = us-east-1\n[sso-session larkspur]\nsso_region = us-east-1\n'

async function found(id: string) {
  const { sources } = await lookForCredentials(now)
  return sources.find(source => source.id === id)
}

describe('where the SDK looks', () => {
  it('says of each place that nothing is there', async () => {
    const { sources } = await lookForCredentials(now)
    expect(sources.map(({ name, outcome, detail }) => `${name}: ${outcome}, ${detail}`)).toEqual([
      'Environment: missing, AWS_ACCESS_KEY_ID is not set',
      'Shared config: missing, ~/.aws/config does not exist',
      'SSO token cache: missing, no profile signs in by SSO',
      'Web identity: missing, AWS_WEB_IDENTITY_TOKEN_FILE is not set',
      'Container role: missing, AWS_CONTAINER_CREDENTIALS_RELATIVE_URI is not set',
      'Instance metadata: missing, switched off by AWS_EC2_METADATA_DISABLED',
    ])
    expect(await getFirstRun(operator)).toMatchObject({ caller: null, problem: null })
  })

  it('names the profile whose SSO session has ended, and one that is signed in', async () => {
    configure(SSO, '2026-11-23T08:02:00Z')
    expect(await found('sso')).toMatchObject({
      outcome: 'failed',
      detail: 'profile larkspur-audit expired 2026-11-23 08:02 UTC',
    })
    configure(SSO, '2026-11-23T18:00:00Z')
    expect(await found('sso')).toMatchObject({ outcome: 'found' })
    expect(await found('sharedConfig')).toMatchObject({
      detail: 'no profile named default; there are larkspur-audit',
    })
  })

  it('says when a container address is set but gives nothing', async () => {
    process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI = `${aws.url}/container-credentials/nobody`
    expect(await found('container')).toMatchObject({ outcome: 'failed' })
  })

  it('finds out by itself when credentials appear', async () => {
    await getFirstRun(operator)
    process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI = `${aws.url}/container-credentials/gatehouse`
    const run = await getFirstRun(operator)
    expect(run.caller).toMatchObject({ accountId: '111122223333' })
    expect(run.sources.find(({ id }) => id === 'container')?.outcome).toBe('found')
    dropClients(homeAccount())
  })
})
