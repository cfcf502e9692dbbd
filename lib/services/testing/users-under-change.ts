import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, type Pool } from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { homeAccount } from '@/lib/account'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { closeRecords } from '@/lib/records/pool'
import { forgetReading } from '@/lib/services/account/reading-cache'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { authenticate } from '@/lib/simulator/databases/authenticate'
import { createDemoAuthority } from '@/lib/simulator/databases/certificates'
import { openDemoDatabase } from '@/lib/simulator/databases/demo-database'
import { startFront } from '@/lib/simulator/databases/front/start-front'
import { orders } from '@/lib/simulator/databases/schemas/orders-schema'
import { findTarget } from '@/lib/simulator/databases/target-now'
import { cuttableSocket } from '@/lib/simulator/databases/testing/cuttable-socket'

const SETTLE_MS = 6_000

/** As whoever runs the server may add: makers whose later tables are covered, and users that others made. */
const PASSED_ON = `
alter role gatehouse_ops connection limit -1;
grant app_migrator, pg_monitor to gatehouse_ops with admin option;
grant legacy_api, reporting to gatehouse_ops with admin true, inherit false, set false;
alter database orders owner to app_migrator`

/** It acts as the owner: with a GRANT OPTION of its own beside that, PostgreSQL would grant as one and revoke as the other. */
async function withoutGrantOption(admin: Pool): Promise<void> {
  const { host, port, user } = admin.options
  const client = new Client({ host, port, user, database: 'orders' })
  await client.connect()
  await client.query('drop owned by gatehouse_ops').finally(() => client.end())
}

interface Parts {
  aws: SimulatedAws
  admin: Pool
  socket: Awaited<ReturnType<typeof cuttableSocket>>
  close(): Promise<void>
}

async function start(folder: string): Promise<Parts> {
  const aws = await simulatedAccount()
  const now = () => new Date()
  const target = findTarget(aws.world, 'orders-prod', now(), SETTLE_MS)
  if (!target) throw new Error('The cast has lost orders-prod.')
  const authority = await createDemoAuthority()
  const caFile = join(folder, 'ca.pem')
  writeFileSync(caFile, authority.certificate)
  const { socket: real, admin, close } = await openDemoDatabase(join(folder, 'orders'), orders)
  await admin.query(PASSED_ON)
  await withoutGrantOption(admin)
  const socket = await cuttableSocket(join(folder, 'cuttable'), real)
  const gate = { world: aws.world, identifier: 'orders-prod', now, settleMs: SETTLE_MS, onRefusal: () => {} }
  const front = await startFront({
    port: 0,
    certificate: await authority.issueFor(target.hosts),
    upstream: async () => socket.path,
    authenticate: login => authenticate(gate, admin, login),
  })
  Object.assign(process.env, {
    // A connection that was kept for seconds may be closed as it is used again.
    AWS_MAX_ATTEMPTS: '3',
    GATEHOUSE_DATA_DIR: join(folder, 'own'),
    GATEHOUSE_CA_FILE: caFile,
    GATEHOUSE_SCAN_USER: 'gatehouse_scan',
    GATEHOUSE_ADMIN_USER: 'gatehouse_ops',
    GATEHOUSE_TUNNELS: `${target.host}:${target.port}=127.0.0.1:${front.port}`,
  })
  forgetReading(homeAccount())
  return {
    aws,
    admin,
    socket,
    async close() {
      await closeRecords()
      await front.close()
      await socket.close()
      await close()
      await aws.close()
    },
  }
}

/** For the tests of one file: a simulated account with one PostgreSQL of it, orders-prod, whose users Gatehouse may change. */
export function usersUnderChange() {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-users-'))
  let parts: Parts | null = null
  beforeAll(async () => {
    chmodSync(folder, 0o711)
    parts = await start(folder)
  })
  afterAll(async () => {
    await parts?.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const there = () => {
    if (!parts) throw new Error('The database is there from the first test on.')
    return parts
  }
  return {
    folder,
    get aws() {
      return there().aws
    },
    get socket() {
      return there().socket
    },
    /** Where the database itself is, past TLS and tokens. */
    get truth() {
      const { host, port, user } = there().admin.options
      return { host, port, user } as { host: string; port: number; user: string }
    },
    /** As the superuser that nobody is in RDS: what is true, and what a colleague does. */
    sql: async (text: string) => (await there().admin.query(text)).rows,
  }
}
