import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import type { Finding } from '@/lib/findings/finding'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { forgetReading } from '@/lib/services/account/reading-cache'
import { scanDatabase } from '@/lib/services/databases/scan-database'
import { accountFindings } from '@/lib/services/findings/account-findings'
import { demoDatabases } from '@/lib/services/testing/demo-databases'
import { person } from '@/lib/services/testing/person'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT, connect, connectArn, policy } from '@/lib/simulator/world/statements'

const account = demoDatabases()
const mira = person('mira', ['read', 'mint'])
const orders = { accountId: ACCOUNT, region: 'us-east-1', resourceId: ID.ordersProd }

/** As the one who administers the database, past the door that tokens and passwords go through. */
async function administer(sql: string): Promise<void> {
  const files = readdirSync(join(account.folder, 'demo'), { recursive: true, encoding: 'utf8' })
  const running = files.find(file => file.startsWith('orders-prod-') && file.endsWith('postmaster.pid'))
  const [, , , port, host] = readFileSync(join(account.folder, 'demo', running ?? ''), 'utf8').split('\n')
  const client = new pg.Client({ host: host ?? '', port: Number(port), user: 'rdsadmin', database: 'orders' })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

function grantTo(role: string, resource: string): void {
  const text = JSON.stringify(policy(connect('Own', resource)))
  account.aws.world.roles
    .get(role)
    ?.inline.push({ name: `own-${account.aws.world.roles.get(role)?.inline.length}`, text })
}

async function findingsNow(): Promise<Finding[]> {
  forgetReading(homeAccount())
  await scanDatabase(mira, orders)
  return accountFindings(homeAccount(), await loadInventory(homeAccount()))
}

const about = (findings: readonly Finding[], rule: string, words: string) =>
  findings.find(finding => finding.rule === rule && finding.sentence.includes(words))

interface Played {
  rule: string
  /** Stands in its sentence. */
  words: string
  fixId: string
  /** Where the cast has no carrier: what makes one. */
  first?: () => Promise<void> | void
  sql: string[]
}

const PLAYED: Played[] = [
  {
    rule: 'user-not-iam-ready',
    words: 'grants legacy_api on',
    fixId: 'grant',
    sql: ['GRANT rds_iam TO legacy_api;'],
  },
  {
    rule: 'user-not-iam-ready',
    words: 'grants team_oncall on',
    fixId: 'grant',
    first: () => grantTo('demo-kiosk', connectArn(ID.ordersProd, 'team_oncall')),
    sql: ['ALTER ROLE team_oncall WITH LOGIN;', 'GRANT rds_iam TO team_oncall;'],
  },
  {
    rule: 'missing-database-user',
    words: 'grants Night Shift on',
    fixId: 'create',
    first: () => grantTo('demo-kiosk', connectArn(ID.ordersProd, 'Night Shift')),
    sql: ['CREATE USER "Night Shift" WITH LOGIN;', 'GRANT rds_iam TO "Night Shift";'],
  },
  {
    rule: 'user-nobody-reaches',
    words: 'dba_admin on orders-prod',
    fixId: 'revoke',
    sql: ['REVOKE rds_iam FROM dba_admin;', 'ALTER ROLE dba_admin NOLOGIN;'],
  },
  {
    rule: 'user-nobody-reaches',
    words: 'on_leave on orders-prod',
    fixId: 'revoke',
    first: () => administer('create role on_leave login in role team_oncall'),
    sql: ['REVOKE team_oncall FROM on_leave;', 'ALTER ROLE on_leave NOLOGIN;'],
  },
  {
    rule: 'master-user-iam-ready',
    words: 'postgres, the master user',
    fixId: 'revoke',
    first: () => administer('grant rds_iam to postgres'),
    sql: ['REVOKE rds_iam FROM postgres;'],
  },
  {
    rule: 'master-user-iam-ready',
    words: 'postgres, the master user',
    fixId: 'revoke',
    first: () => administer('create role "Shift A" nologin in role team_oncall; grant "Shift A" to postgres'),
    sql: ['REVOKE "Shift A" FROM postgres;'],
  },
  {
    rule: 'proxy-user-holds-rds-iam',
    words: 'grants support_ro on checkout-proxy',
    fixId: 'revoke',
    first: () => grantTo('demo-kiosk', connectArn(ID.checkoutProxy, 'support_ro')),
    sql: ['REVOKE team_oncall FROM support_ro;'],
  },
]

describe('SQL that a finding tells', () => {
  it.each(PLAYED)('ends $rule: $sql', async ({ rule, words, fixId, first, sql }) => {
    await first?.()
    const told = about(await findingsNow(), rule, words)
    const plan = told?.fixes.find(({ id }) => id === fixId)?.plan
    const steps = plan?.kind === 'byHand' ? plan.steps.filter(step => step.endsWith(';')) : []
    expect(steps).toEqual(sql)
    for (const step of steps) await administer(step)
    expect((await findingsNow()).map(({ id }) => id)).not.toContain(told?.id)
  })

  it('leaves those alone who have rds_iam by the same role', async () => {
    await findingsNow()
    const { scans } = await loadInventory(homeAccount())
    expect(scans[ID.ordersProd]?.users.find(({ name }) => name === 'oncall_rw')).toMatchObject({
      iamReady: true,
      grantPath: ['rds_iam', 'team_oncall', 'oncall_rw'],
    })
  })
})
