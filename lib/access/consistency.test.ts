import { expect, it } from 'vitest'
import { compileAccess } from './compile-access'
import { explainCell } from './explain'
import { planSwitch } from './iam-auth'
import { buildMatrix } from './matrix'
import { reachOf } from './reach'
import {
  allow,
  bounded,
  type Cast,
  databaseUser,
  deny,
  EVERYTHING,
  MFA,
  passwordUser,
  sampleInventory,
  samplePolicy,
  sampleRole,
  sampleScan,
  sampleTarget,
  sampleUser,
  switchedOff,
} from './sample-inventory'
import { reachCounts, targetSummary } from './summary'
import { HINTS } from './target-cells'
import { reaches, VERDICTS } from './verdict'

const read = sampleTarget()
const unread = sampleTarget({ name: 'dw', resourceId: 'cluster-DW', kind: 'auroraCluster' })
const off = sampleTarget({ ...switchedOff, name: 'billing', resourceId: 'db-BILLING' })
const targets = [read, unread, off]
const users = ['app', 'report', 'dev_ana', 'postgres', 'ghost', 'dev_*', '*']
const conditions = [undefined, undefined, MFA, { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }]

/** Small, seeded, the same everywhere (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

function randomCast(seed: number): Cast[] {
  const random = randomFrom(seed)
  const pick = <Item>(items: readonly Item[]) => items[random(items.length)] as Item
  const statement = () => (random(4) === 0 ? deny : allow)(pick(users), pick(targets), pick(conditions))
  return Array.from({ length: 30 }, (_, index) => {
    const statements = Array.from({ length: random(5) }, statement)
    if (random(8) === 0) statements.push(EVERYTHING)
    const text = random(12) === 0 ? '{ "Statement": [' : statements
    const make = index % 5 === 0 ? sampleUser : sampleRole
    const cast = make(`p-${index}`, text)
    if (random(6) === 0) return bounded(cast, samplePolicy(`b-${index}`, [statement(), EVERYTHING]))
    return random(15) === 0 ? bounded(cast, 'unread') : cast
  })
}

const worlds = Array.from({ length: 12 }, (_, seed) => {
  const scans = [read, off].map(target =>
    sampleScan(target, [databaseUser('app'), databaseUser('dev_ana'), passwordUser('postgres')]),
  )
  return compileAccess(sampleInventory({ targets, cast: randomCast(seed + 1), scans }))
})

it.each(worlds.map((access, seed) => [seed, access] as const))(
  'world %i: matrix, folded matrix, explanation, summary, reach and switch plan tell one story',
  (_, access) => {
    for (const target of targets) {
      const plain = buildMatrix(access, target, { group: false, showAll: true })
      const folded = buildMatrix(access, target)
      const cell = (matrix: typeof plain, row: number, column: number) =>
        VERDICTS[matrix.cells[row * matrix.columns.length + column] ?? 0]
      let connecting = 0
      plain.rows.forEach(({ principals: [arn = ''] }, row) => {
        const verdicts = plain.columns.map((_, column) => cell(plain, row, column))
        if (verdicts.some(verdict => verdict && reaches(verdict))) connecting++
        plain.columns.forEach((column, at) => {
          const { verdict, conditionsInWords } = explainCell(access, target, arn, column.name)
          expect(verdict).toBe(verdicts[at])
          const hints = conditionsInWords.map(item => item.hint)
          const hint = hints.includes('mfa') ? 'mfa' : hints.includes('date') ? 'date' : 'other'
          expect(HINTS[plain.hints[row * plain.columns.length + at] ?? 0]).toBe(
            verdict === 'conditional' ? hint : null,
          )
        })
        const shown = folded.rows.findIndex(each => each.principals.includes(arn))
        if (shown >= 0)
          expect(folded.columns.map((_, column) => cell(folded, shown, column))).toEqual(verdicts)
        else expect(verdicts.every(verdict => verdict === 'noAccess')).toBe(true)
      })
      expect(targetSummary(access, target).canConnect).toBe(connecting)
    }
    for (const target of targets) {
      const { rows, columns } = buildMatrix(access, target)
      for (const { principals } of rows.filter(row => row.principals.length > 1)) {
        const conditionsOf = (arn: string) =>
          columns.map(column => explainCell(access, target, arn, column.name).conditionsInWords)
        const [first, ...others] = principals.map(conditionsOf)
        for (const other of others) expect(other).toEqual(first)
      }
    }
    const { effect } = planSwitch({ target: off, desired: 'on', access, now: new Date(0) })
    expect(targetSummary(access, off).dormant).toBe(effect.length)
    for (const { arn } of access.inventory.principals) {
      const rows = reachOf(access, arn)
      const count = (verdict: string) => rows.filter(row => row.verdict === verdict).length
      const { canConnect, conditional, dormant } = reachCounts(access, arn)
      expect([canConnect, conditional, dormant]).toEqual([
        count('canConnect'),
        count('conditional'),
        count('dormant'),
      ])
    }
  },
)

it('is exercised by every verdict', () => {
  const seen = new Set<string>()
  for (const access of worlds)
    for (const target of targets)
      for (const [verdict, count] of Object.entries(buildMatrix(access, target, { showAll: true }).counts))
        if (count > 0) seen.add(verdict)
  expect([...seen].sort()).toEqual([...VERDICTS].sort())
})
