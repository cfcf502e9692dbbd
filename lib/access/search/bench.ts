import { performance } from 'node:perf_hooks'
import type { AccountReading } from '@/lib/access/model/inventory'
import {
  databaseUser,
  sampleInventory,
  sampleRole,
  sampleScan,
  sampleTarget,
} from '@/lib/access/testing/sample-inventory'
import { searchIndex } from './search-index'
import { searchInventory, searchNearest } from './search-inventory'

/** Figures for the palette over 50,000 names; never passes or fails by the clock. */
const TARGETS = 1_000
const PRINCIPALS = 5_000
const USERS = 44
const SERVICES = ['orders', 'billing', 'ledger', 'fraud', 'shipping', 'catalog', 'loyalty', 'pricing']
const STAGES = ['prod', 'staging', 'dev']

const nameAt = (at: number) => `${SERVICES[at % SERVICES.length]}-${STAGES[at % STAGES.length]}-${at}`

function large(): AccountReading {
  const targets = Array.from({ length: TARGETS }, (_, at) =>
    sampleTarget({ name: nameAt(at), resourceId: `db-${at.toString(36).toUpperCase().padStart(26, 'A')}` }),
  )
  const users = (at: number) =>
    Array.from({ length: USERS }, (_, place) =>
      databaseUser(`${SERVICES[(at + place) % SERVICES.length]}_${place}`),
    )
  return sampleInventory({
    targets,
    cast: Array.from({ length: PRINCIPALS }, (_, at) => sampleRole(`${nameAt(at)}-role`, [])),
    scans: targets.map((target, at) => sampleScan(target, users(at))),
  })
}

const reading = large()
const startedAt = performance.now()
const index = searchIndex(reading)
const indexMs = performance.now() - startedAt

/** A letter, a name, a slip, words in another order, an id, and a name that nothing has. */
const QUERIES = [
  'o',
  'orders',
  'orders-prod-0',
  'oders prod',
  'prod billing 7',
  'db-aaaa',
  'fruad',
  'no-such-thing-at-all',
]
const timed = QUERIES.map(query => {
  const at = performance.now()
  searchInventory(reading, query)
  const found = performance.now() - at
  const nearAt = performance.now()
  if (query === 'no-such-thing-at-all') searchNearest(reading, query)
  return { first: found + performance.now() - nearAt }
})
const again = QUERIES.map(query => {
  const at = performance.now()
  searchInventory(reading, query)
  return performance.now() - at
})
const figures = {
  names:
    index.targets.items.length +
    index.principals.items.length +
    index.policies.items.length +
    index.databaseUsers.items.length +
    index.everywhere.items.length,
  indexMs: Math.round(indexMs),
  queriesMs: timed.map(({ first }) => Math.round(first)).join(' '),
  firstQueryMs: Math.round(timed[0]?.first ?? 0),
  slowestQueryMs: Math.round(Math.max(...timed.map(({ first }) => first))),
  slowestQueryAgainMs: Math.round(Math.max(...again)),
}
process.stdout.write(`${JSON.stringify(figures)}\n`)
