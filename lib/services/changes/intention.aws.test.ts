import { afterEach, describe, expect, it, vi } from 'vitest'
import { listAudit, verifyAudit } from '@/lib/records/audit'
import { openChanges } from '@/lib/records/journal'
import { closeRecords, records } from '@/lib/records/pool'
import { mendChanges } from '@/lib/services/changes/mend-changes'
import { contextOfJob } from '@/lib/services/context'
import { applyGrant } from '@/lib/services/grants/apply-grant'
import { planGrant } from '@/lib/services/grants/plan-grant'
import { accountState, accountUnderChange } from '@/lib/services/testing/account-under-change'
import { intentOf, kindOf, mira } from '@/lib/services/testing/kinds-of-write'
import { ACCOUNT } from '@/lib/simulator/world/statements'

const account = accountUnderChange()
const grant = () => kindOf('a grant in a new managed policy').preview()
const sql = async (text: string) => (await records()).query<{ value: string }>(text)

/** As a full disk answers, for the rows that the condition names. */
async function refuseRows(table: string, condition: string): Promise<void> {
  await sql(`
    create or replace function gatehouse.full_disk() returns trigger language plpgsql as
      $$ begin raise exception 'No space left on device' using errcode = '53100'; end $$;
    create trigger full_disk before insert on gatehouse.${table} for each row when (${condition})
      execute function gatehouse.full_disk()`)
}

const roomAgain = () =>
  sql(`drop trigger if exists full_disk on gatehouse.audit;
       drop trigger if exists full_disk on gatehouse.change_steps`)

/** The whole server, its open sessions included. */
async function readOnly(is: boolean): Promise<void> {
  await sql(
    is
      ? 'alter system set default_transaction_read_only = on'
      : 'alter system reset default_transaction_read_only',
  )
  await sql('select pg_reload_conf()')
  await vi.waitFor(async () => {
    const { rows } = await sql("select current_setting('default_transaction_read_only') as value")
    expect(rows[0]?.value).toBe(is ? 'on' : 'off')
  })
}

async function expectNothingDone(apply: () => Promise<unknown>, why: RegExp): Promise<void> {
  const before = accountState(account.world)
  await expect(apply()).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(why),
  })
  expect(accountState(account.world)).toEqual(before)
}

describe('nothing is called in AWS that could not be announced', () => {
  afterEach(roomAgain)

  it('where the records are read-only', async () => {
    const previewed = await grant()
    await readOnly(true)
    await expectNothingDone(previewed.apply, /read-only/)
    await readOnly(false)
    await previewed.apply()
  })

  it('where the disk of the records is full', async () => {
    const previewed = await grant()
    await refuseRows('audit', 'true')
    await expectNothingDone(previewed.apply, /full/)
    expect(await openChanges(ACCOUNT)).toEqual([])
  })

  it('where the records are away', async () => {
    const previewed = await grant()
    await closeRecords()
    process.env.DATABASE_URL = 'postgres://gatehouse@127.0.0.1:1/gatehouse'
    await expectNothingDone(previewed.apply, /cannot be reached/)
    delete process.env.DATABASE_URL
    await closeRecords()
    await previewed.apply()
  })
})

describe('once it is announced', () => {
  afterEach(roomAgain)

  it('what cannot be recorded of a step stops the rest, and stays open for whoever repairs it', async () => {
    const previewed = await grant()
    await refuseRows('change_steps', 'true')
    const [auditId] = await previewed.apply()
    const role = account.world.roles.get('data-analyst')
    expect(role?.attached.some(arn => arn.endsWith('gh-metrics'))).toBe(false)
    expect(await openChanges(ACCOUNT)).toMatchObject([{ auditId: Number(auditId), held: false }])
    await sql('delete from gatehouse.open_changes')
  })

  it('an outcome that cannot be recorded is said, and found out afterwards', async () => {
    const intent = intentOf({ kind: 'newManaged', policyName: 'gh-metrics' })
    const { digest } = await planGrant(mira, { intent })
    await refuseRows('audit', "new.entry ? 'intention'")
    const { auditId, notice, notDone } = await applyGrant(mira, { intent, digest, reason: 'CHG-1' })
    expect([notice, notDone]).toEqual([expect.stringContaining(`entry ${auditId}`), []])
    expect(await openChanges(ACCOUNT)).toMatchObject([{ auditId: Number(auditId), held: false }])
    await roomAgain()
    await sql(
      `begin;
       set local session_replication_role = replica; -- the log takes no update otherwise
       update gatehouse.open_changes set opened_at = opened_at - interval '1 minute',
       alive_at = alive_at - interval '1 minute';
       commit`,
    )
    await mendChanges(contextOfJob('mending changes'))
    expect(await openChanges(ACCOUNT)).toEqual([])
    expect((await listAudit({ limit: 1 })).records[0]).toMatchObject({
      intention: Number(auditId),
      outcome: 'done',
      changes: [{ principal: 'role/data-analyst', after: 'canConnect' }],
    })
  })

  it('a reason that looks like a token is kept without it, and the grant is recorded', async () => {
    const previewed = await grant()
    const [auditId] = await previewed.apply(undefined, 'as in the ticket: X-Amz-Signature=abcdef0123456789')
    const [record] = (await listAudit({ limit: 1 })).records
    expect(record).toMatchObject({ id: Number(auditId), outcome: 'done' })
    expect(record?.reason).toMatch(/^as in the ticket: .*redacted/)
    expect(JSON.stringify(record)).not.toContain('abcdef0123456789')
    expect((await verifyAudit()).intact).toBe(true)
  })
})
