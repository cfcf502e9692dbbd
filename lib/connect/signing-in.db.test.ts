import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Signer } from '@aws-sdk/rds-signer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { createDemoAuthority } from '@/lib/simulator/databases/certificates'
import { type BehindTarget, mysql, postgres } from '@/lib/simulator/databases/open-target'
import { findTarget } from '@/lib/simulator/databases/target-now'
import type { Recipe, RecipeInput } from './recipe'
import { recipes } from './recipes'
import { missingFor, RUNS, runClient } from './testing/run-client'

/** Whatever a shell, a URI or a string literal could trip over, and PostgreSQL and MariaDB allow. */
const USER = `o'neil "x" \\n $HOME`
const DATABASE = `o'neil's & co`
const SIGNER = 'platform-poweruser'

const STAND = {
  postgres: {
    identifier: 'orders-prod',
    open: postgres({
      database: DATABASE,
      roles: `create role "${USER.replaceAll('"', '""')}" login in role rds_iam;`,
      contents: 'select 1',
    }),
  },
  mysql: {
    identifier: 'catalog-prod',
    open: mysql({
      users: `create user 'o\\'neil "x" \\\\n $HOME'@'%' identified with AWSAuthenticationPlugin as 'RDS';\n`,
      contents: `create database \`${DATABASE}\`; grant select on \`${DATABASE}\`.* to 'o\\'neil "x" \\\\n $HOME'@'%';`,
    }),
  },
} satisfies Record<string, { identifier: string; open: BehindTarget }>
type Family = keyof typeof STAND

const folder = mkdtempSync(join(tmpdir(), "gatehouse recipe's-"))
const caFile = join(folder, 'ca bundle.pem')
let aws: SimulatedAws
let keys: { AccessKeyId: string; SecretAccessKey: string; Token: string }
let closers: (() => Promise<void>)[] = []
const ports = {} as Record<Family, number>

beforeAll(async () => {
  chmodSync(folder, 0o711)
  aws = await simulatedAccount()
  keys = await fetch(`${aws.url}/container-credentials/${SIGNER}`).then(answer => answer.json())
  const authority = await createDemoAuthority()
  writeFileSync(caFile, authority.certificate)
  for (const [family, { identifier, open }] of Object.entries(STAND)) {
    const gate = { world: aws.world, identifier, now: () => new Date(), settleMs: 0, onRefusal: () => {} }
    const target = findTarget(aws.world, identifier, gate.now(), 0)
    if (!target) throw new Error(`The cast has no ${identifier}.`)
    const opened = await open({ gate, target, authority, dataDir: join(folder, family) })
    const front = await opened.listen(0)
    ports[family as Family] = front.port
    closers = [...closers, () => front.close(), () => opened.close()]
  }
})
afterAll(async () => {
  for (const close of closers) await close()
  await aws?.close()
  rmSync(folder, { recursive: true, force: true })
})

const instanceOf = (family: Family) => {
  const found = aws.world.rds.get('us-east-1')?.instances.get(STAND[family].identifier)
  if (!found) throw new Error('no such instance')
  return found
}

/** Directly, the endpoint itself listens where the front does; through a tunnel, the front is the tunnel's near end. */
async function inputFor(family: Family, engine: RecipeInput['family'], tunnel: boolean) {
  const instance = instanceOf(family)
  instance.port = tunnel ? { postgres: 5432, mysql: 3306 }[family] : ports[family]
  const endpoint = { host: instance.address, port: instance.port }
  const signer = new Signer({
    hostname: endpoint.host,
    port: endpoint.port,
    username: USER,
    region: 'us-east-1',
    credentials: {
      accessKeyId: keys.AccessKeyId,
      secretAccessKey: keys.SecretAccessKey,
      sessionToken: keys.Token,
    },
  })
  const input: RecipeInput = {
    endpoint,
    dial: tunnel ? { host: '127.0.0.1', port: ports[family] } : null,
    region: 'us-east-1',
    databaseUser: USER,
    databaseName: DATABASE,
    caFile,
    family: engine,
    token: await signer.getAuthToken(),
  }
  const environment = {
    AWS_ACCESS_KEY_ID: keys.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.SecretAccessKey,
    AWS_SESSION_TOKEN: keys.Token,
  }
  return { input, environment }
}

const CASES = (['postgres', 'mysql', 'mariadb'] as const).flatMap(engine => {
  const family: Family = engine === 'postgres' ? 'postgres' : 'mysql'
  const sample = { host: 'h', port: 1 }
  const input = {
    endpoint: sample,
    dial: null,
    region: 'r',
    databaseUser: 'u',
    databaseName: 'd',
    caFile: 'c',
  }
  return recipes({ ...input, family: engine, token: 't' })
    .filter(({ isRun, id }) => isRun && id !== 'token')
    .map(({ id, label }) => ({ engine, family, id, label, key: `${family} ${id}` as const }))
})

async function signIn(
  { family, engine, id, key }: (typeof CASES)[number],
  tunnel: boolean,
  change = (recipe: Recipe) => recipe.text,
) {
  const { input, environment } = await inputFor(family, engine, tunnel)
  const recipe = recipes(input).find(one => one.id === id)
  const run = RUNS[key]
  if (!recipe || !run) throw new Error(`Nobody knows how to run ${key}.`)
  // Without a tunnel DNS leads there; with one only what the recipe itself says may be in the hosts file.
  const hosts = tunnel
    ? (recipe.hostsLine ?? '')
    : `127.0.0.1 ${input.endpoint.host} other-${input.endpoint.host}`
  return runClient(run(change(recipe)), hosts, environment)
}

it('every recipe that claims to be run has a way to run it', () => {
  for (const { key } of CASES) expect(RUNS, key).toHaveProperty([key])
})

describe.each(CASES)('$engine, $label', one => {
  it.for([
    ['directly', false],
    ['through a tunnel', true],
  ] as const)('signs in %s, with a user and a database of hostile names', async ([, tunnel], { skip }) => {
    const missing = missingFor(one.key)
    if (missing) skip(missing)
    const said = await signIn(one, tunnel)
    expect(said, said.error).toMatchObject({ code: 0 })
    expect(said.out).toContain('neil')
  })

  it('refuses a server whose certificate names another host', async ({ skip }) => {
    const missing = missingFor(one.key)
    if (missing) skip(missing)
    const host = instanceOf(one.family).address
    const said = await signIn(one, false, ({ text }) => text.replaceAll(host, `other-${host}`))
    expect(said.code).not.toBe(0)
    expect(said.out).not.toContain('neil')
    expect(said.error).toMatch(/certificate|host ?name|altnames/i)
  })
})
