import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { type EmbeddedPostgres, startPostgres } from '@/lib/embedded-postgres/start-postgres'
import { closeRecords } from '@/lib/records/pool'

/** A PostgreSQL for the tests of one file, as dashboards that share a DATABASE_URL have. */
export function sharedPostgres({ fsync = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-shared-'))
  let started: EmbeddedPostgres | null = null
  let database = 'postgres'
  const server = () => {
    if (!started) throw new Error('PostgreSQL is there from the first test on.')
    return started
  }
  beforeAll(async () => {
    chmodSync(folder, 0o711)
    started = await startPostgres({ dataDir: join(folder, 'shared'), fsync })
    process.env.DATABASE_URL = urlFor(started.user)
    process.env.GATEHOUSE_DATA_DIR = folder
  })
  afterAll(async () => {
    await closeRecords()
    await started?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  function urlFor(user: string): string {
    return `postgresql://${user}@/${database}?host=${encodeURIComponent(server().socketDir)}&port=${server().port}`
  }

  /** Past the records: as one who has every right on the database. */
  async function asSuperuser<Result>(work: (client: pg.Client) => Promise<Result>, name = database) {
    const { socketDir: host, port, user } = server()
    const client = new pg.Client({ host, port, user, database: name })
    await client.connect()
    return work(client).finally(() => client.end())
  }

  /** From now on each test has a database and a data folder of its own. */
  function databaseForEachTest(): void {
    let databases = 0
    beforeEach(async () => {
      await closeRecords()
      database = `records_${++databases}`
      await asSuperuser(client => client.query(`create database ${database}`), 'postgres')
      process.env.DATABASE_URL = urlFor(server().user)
      process.env.GATEHOUSE_DATA_DIR = join(folder, database)
    })
  }

  return {
    folder,
    get database() {
      return database
    },
    get url() {
      return urlFor(server().user)
    },
    urlFor,
    asSuperuser,
    databaseForEachTest,
  }
}
