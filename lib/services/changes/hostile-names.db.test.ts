import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { DIALECTS } from '@/lib/provision/dialects'
import { hostileName } from '@/lib/provision/testing/hostile-names'
import { factLine } from '@/lib/provision/user-fact'
import { asAdministrator } from '@/lib/services/changes/administrator'
import { demoDatabases } from '@/lib/services/testing/demo-databases'
import { ID } from '@/lib/simulator/world/cast-ids'

demoDatabases(['orders-prod', 'catalog-prod'])

const NAMES = 520
const BATCH = 40

const ENGINES = [
  { engine: 'PostgreSQL', family: 'postgres', resourceId: ID.ordersProd },
  { engine: 'MariaDB', family: 'mariadb', resourceId: ID.catalogProd },
] as const

const batches = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / BATCH) }, (_, at) => all.slice(at * BATCH, (at + 1) * BATCH))

describe.each(ENGINES)('names that fight back, in $engine', ({ family, resourceId }) => {
  const dialect = DIALECTS[family]
  if (!dialect) throw new Error(`${family} has no dialect.`)
  const ourselves = dialect.named({ name: 'gatehouse_scan', host: null })
  const server = { region: 'us-east-1', resourceId }
  const inside = <T>(work: Parameters<typeof asAdministrator<T>>[3]) =>
    asAdministrator(homeAccount(), server, null, work)
  const factsOf = (name: string) =>
    inside(({ adapter, login }) => adapter.readFacts(login, dialect.named({ name, host: null }))).catch(
      error => {
        throw new Error(`${JSON.stringify(name)}: ${error.answer}`)
      },
    )
  const run = (statements: string[]) =>
    inside(({ adapter, login }) =>
      adapter.run(login, { statements, inTransaction: dialect.inOneTransaction }),
    )

  const sample = fc.sample(hostileName, { numRuns: 4 * NAMES, seed: 12 })
  const allowed = [...new Set(sample)].filter(
    name => dialect.nameMistake({ name, host: null }) === null && !dialect.isReserved(name),
  )
  const names = allowed.slice(0, NAMES)
  const oneInTen = names.filter((_, at) => at % 10 === 0)
  /** Of every user, as a scan reads them. */
  const namesInside = () =>
    inside(async ({ adapter, login }) => {
      const { users } = await adapter.readState(login, ourselves, null)
      return users.map(({ name }) => name)
    })

  it(`${NAMES} of them are made, read back as they are, and gone again, and nobody else is touched`, async () => {
    expect(names).toHaveLength(NAMES)
    const users = names.map(name => dialect.named({ name, host: null }))
    const others = await factsOf(ourselves.name)
    for (const batch of batches(users))
      await run(batch.flatMap(user => dialect.create(user, dialect.newUser) ?? []))
    const found = new Set(await namesInside())
    expect(names.filter(name => !found.has(name))).toEqual([])
    for (const name of oneInTen)
      expect((await factsOf(name))?.map(factLine)).toEqual(expect.arrayContaining(['exists', 'may sign in']))
    for (const batch of batches(users)) await run(batch.map(user => dialect.drop(user)))
    const left = new Set(await namesInside())
    expect(names.filter(name => left.has(name))).toEqual([])
    for (const name of oneInTen) expect(await factsOf(name)).toBeNull()
    expect(await factsOf(ourselves.name)).toEqual(others)
  }, 900_000)
})
