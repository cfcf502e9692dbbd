import pg from 'pg'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { listAudit, verifyAudit } from '@/lib/records/audit'
import { openChanges } from '@/lib/records/journal'
import { records } from '@/lib/records/pool'
import { mendChanges } from '@/lib/services/changes/mend-changes'
import { contextOfJob } from '@/lib/services/context'
import { endSessions } from '@/lib/services/databases/end-sessions'
import {
  carriedOut,
  creation,
  linesOf,
  looked,
  mira,
  named,
  ordersProd,
  reversed,
} from '@/lib/services/testing/user-wishes'
import { usersUnderChange } from '@/lib/services/testing/users-under-change'
import { ACCOUNT } from '@/lib/simulator/world/statements'

const account = usersUnderChange()
const inPublic = [{ database: 'orders', schema: 'public' }]
const reads = (name: string) => creation(name, { template: 'readOnly', schemas: inPublic })
const newest = async () => (await listAudit({ limit: 1 })).records[0]
const entries = async () => (await listAudit({ limit: 1 })).total

/** A call of a server that is gone may land for some seconds; these are over. */
async function aged(): Promise<void> {
  await (await records()).query(
    `begin;
     set local session_replication_role = replica; -- the log takes no update otherwise
     update gatehouse.open_changes set opened_at = opened_at - interval '1 minute',
       alive_at = alive_at - interval '1 minute';
     commit`,
  )
}

describe('a colleague', () => {
  it('who changed the user between the look and the click is not written over', async () => {
    await carriedOut(creation('ann_1'))
    const { apply } = await looked({ kind: 'close', user: named('ann_1') })
    await account.sql('alter role ann_1 connection limit 7')
    const before = await linesOf('ann_1')
    await expect(apply()).rejects.toMatchObject({ code: 'conflict' })
    expect(await linesOf('ann_1')).toEqual(before)
  })

  it('who makes the same user at the same moment is told of, and nothing of ours stays', async () => {
    const { apply } = await looked(reads('ann_2'))
    account.socket.meanwhileNext(
      /CREATE USER ann_2/,
      async () => void (await account.sql('create role ann_2')),
    )
    await expect(apply()).rejects.toMatchObject({
      code: 'conflict',
      answer: expect.stringContaining('already exists'),
    })
    expect(await linesOf('ann_2')).toEqual(['exists'])
    expect(await newest()).toMatchObject({ action: 'createDatabaseUser', outcome: 'failed', changes: [] })
  })

  it('who clicks at the same moment wins, or we do: one stands, the other is told of a conflict', async () => {
    const [first, second] = await Promise.all([looked(reads('ann_3')), looked(reads('ann_3'))])
    const told = await Promise.allSettled([first.apply(), second.apply()])
    expect(told.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const [refused] = told.flatMap(one => (one.status === 'rejected' ? [one.reason] : []))
    expect(refused).toMatchObject({ code: 'conflict' })
  })

  it('who holds a lock is not waited for: after seconds nothing was done, and that is said', async () => {
    const { apply } = await looked(reads('ann_4'))
    const holder = new pg.Client({ ...account.truth, database: 'orders' })
    await holder.connect()
    await holder.query('begin; grant select on public.customers to legacy_api')
    await expect(apply()).rejects.toMatchObject({
      code: 'conflict',
      answer: expect.stringContaining('lock timeout'),
    })
    await holder.query('rollback')
    await holder.end()
    expect(await linesOf('ann_4')).toBeNull()
  })

  it('who gave the new user more since is not undone with it', async () => {
    const { auditId } = await carriedOut(creation('ann_5'))
    await account.sql('alter role ann_5 createdb')
    await expect(reversed(auditId)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('Somebody changed this since'),
    })
    expect(await linesOf('ann_5')).toContain('has CREATEDB')
  })
})

/** The commits before are those of the reading: it is cut where the change itself ends. */
const cutChangeOf = (name: string, when: 'before' | 'after') =>
  account.socket.meanwhileNext(new RegExp(`CREATE USER ${name}`), async () =>
    account.socket.cutNext({ at: /commit\0$/, when }),
  )

describe('a connection that is lost at COMMIT', () => {
  it('before the server had it: nothing was done, and that is what is said', async () => {
    const { apply } = await looked(reads('cut_before'))
    cutChangeOf('cut_before', 'before')
    await expect(apply()).rejects.toMatchObject({ code: 'unavailable' })
    expect(await linesOf('cut_before')).toBeNull()
    expect(await newest()).toMatchObject({ outcome: 'failed', changes: [] })
  })

  it('after the server had it: it is done, and that is what is said', async () => {
    const { apply } = await looked(reads('cut_after'))
    cutChangeOf('cut_after', 'after')
    const receipt = await apply()
    expect(receipt).toMatchObject({ notDone: [], notice: null })
    expect(await linesOf('cut_after')).toContain('exists')
    expect(await newest()).toMatchObject({ outcome: 'done' })
  })
})

describe('a server that is lost in the middle of a change', () => {
  /** The answer to COMMIT is lost, and then the whole database. */
  async function stopped(name: string, when: 'before' | 'after'): Promise<number> {
    const { apply } = await looked(reads(name))
    account.socket.meanwhileNext(new RegExp(`CREATE USER ${name}`), async () => {
      account.socket.cutNext({ at: /commit\0$/, when })
      account.socket.refuseAfterCut()
    })
    const receipt = await apply()
    account.socket.answerAgain()
    expect(receipt.notDone).toHaveLength(1)
    return Number(receipt.auditId)
  }

  it.each([
    ['after', 'finishedAfterAll', 'done', /Finished after all/],
    ['before', 'nothingDone', 'failed', /Nothing was done/],
  ] as const)(
    '%s its COMMIT: the truth is asked of the database, and the entry closed',
    async (when, how, outcome, words) => {
      const auditId = await stopped(`lost_${when}`, when)
      expect(await openChanges(ACCOUNT)).toContainEqual(expect.objectContaining({ auditId }))
      await aged()
      await mendChanges(contextOfJob('mending changes'))
      expect(await newest()).toMatchObject({
        intention: auditId,
        outcome,
        detail: expect.stringMatching(words),
      })
      expect((await linesOf(`lost_${when}`)) !== null).toBe(how === 'finishedAfterAll')
      expect(await openChanges(ACCOUNT)).toEqual([])
    },
  )
})

describe('a change over two databases that fails in the second', () => {
  it('is told of as half done, and what stands of it is undone', async () => {
    await account.sql('create database ledger owner app_migrator')
    const ledger = new pg.Client({ ...account.truth, database: 'ledger' })
    await ledger.connect()
    await ledger.query(
      'create schema books authorization app_migrator; create table books.entries (id int); alter table books.entries owner to app_migrator',
    )
    const { apply, plan } = await looked(
      creation('two_places', {
        template: 'readOnly',
        schemas: [...inPublic, { database: 'ledger', schema: 'books' }],
      }),
    )
    expect(plan.guards).toEqual([])
    account.socket.meanwhileNext(
      /IN SCHEMA books/,
      async () => void (await ledger.query('alter schema books rename to old_books')),
    )
    const { auditId, done, notDone } = await apply()
    expect([done.length, notDone.length]).toEqual([1, 1])
    expect(await linesOf('two_places')).toContain('SELECT on every table of public in orders')
    expect(await newest()).toMatchObject({ outcome: 'partial' })
    await reversed(auditId)
    expect(await linesOf('two_places')).toBeNull()
    await ledger.end()
    await account.sql('drop database ledger with (force)')
  })
})

describe('nothing is run that could not be announced', () => {
  const sql = async (text: string) => (await records()).query<{ value: string }>(text)
  afterEach(() => sql('drop trigger if exists full_disk on gatehouse.audit'))

  it('where the disk of the records is full', async () => {
    const { apply } = await looked(reads('unwritten'))
    await sql(`
      create or replace function gatehouse.full_disk() returns trigger language plpgsql as
        $$ begin raise exception 'No space left on device' using errcode = '53100'; end $$;
      create trigger full_disk before insert on gatehouse.audit for each row execute function gatehouse.full_disk()`)
    await expect(apply()).rejects.toMatchObject({ code: 'unavailable' })
    expect(await linesOf('unwritten')).toBeNull()
  })

  it('where the records are read-only', async () => {
    const { apply } = await looked(reads('unwritten'))
    const before = await entries()
    await sql('alter system set default_transaction_read_only = on')
    await sql('select pg_reload_conf()')
    await vi.waitFor(async () => {
      const { rows } = await sql("select current_setting('default_transaction_read_only') as value")
      expect(rows[0]?.value).toBe('on')
    })
    await expect(apply()).rejects.toMatchObject({ code: 'unavailable' })
    await sql('alter system reset default_transaction_read_only')
    await sql('select pg_reload_conf()')
    await vi.waitFor(async () => {
      const { rows } = await sql("select current_setting('default_transaction_read_only') as value")
      expect(rows[0]?.value).toBe('off')
    })
    expect(await linesOf('unwritten')).toBeNull()
    expect(await entries()).toBe(before)
  })
})

describe('sessions', () => {
  it('that a user has are ended, which is recorded and is nothing to undo', async () => {
    await carriedOut(creation('busy'))
    const client = new pg.Client({ ...account.truth, user: 'busy', database: 'orders' })
    client.on('error', () => {})
    const ended = new Promise<void>(resolve => client.once('end', () => resolve()))
    await client.connect()
    const { auditId, done } = await endSessions(mira, {
      target: ordersProd,
      user: named('busy'),
      reason: 'stuck',
    })
    await ended
    expect(done).toHaveLength(1)
    expect(await newest()).toMatchObject({ action: 'endUserSessions', outcome: 'done', reason: 'stuck' })
    await expect(reversed(auditId)).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('what was kept of all this', () => {
  it('holds no token, and the log verifies', async () => {
    const { rows } = await (await records()).query<{ text: string }>(
      "select coalesce(string_agg(entry::text, ' '), '') as text from gatehouse.audit",
    )
    expect(rows[0]?.text).toContain('createDatabaseUser')
    expect(rows[0]?.text).not.toMatch(/X-Amz-(Signature|Credential|Security-Token)|Action=connect/)
    expect((await verifyAudit()).intact).toBe(true)
  })
})
