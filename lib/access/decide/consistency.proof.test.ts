import { expect, it } from 'vitest'
import { explainCell } from '@/lib/access/explain/explain'
import { buildMatrix } from '@/lib/access/matrix/matrix'
import { reaches, VERDICTS } from '@/lib/access/model/verdict'
import { reachOf } from '@/lib/access/reach/reach'
import { reachCounts, targetSummary } from '@/lib/access/reach/summary'
import { planSwitch } from '@/lib/access/switch/iam-auth'
import { off, targets, worlds } from '@/lib/access/testing/sample-worlds'
import { HINTS } from './target-cells'

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
