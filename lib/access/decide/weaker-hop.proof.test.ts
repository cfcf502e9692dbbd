import { expect, it } from 'vitest'
import { VERDICTS, verdictOf } from '@/lib/access/model/verdict'
import { targets, worlds } from '@/lib/access/testing/sample-worlds'
import { DECISIONS } from '@/lib/iam/index'
import { secondHopOf } from './behind-proxy'
import { gateOf, targetCells } from './target-cells'

const RANK = ['noAccess', 'denied', 'dormant', 'conditional', 'canConnect']
const rank = (verdict: string) => RANK.indexOf(verdict)
const AT_MOST = {
  fails: 'dormant',
  conditional: 'conditional',
  unknown: 'canConnect',
  works: 'canConnect',
} as const

it('no cell of a proxy is better than the weaker of its two hops', () => {
  const seen: Record<string, number> = { fails: 0, conditional: 0, unknown: 0, works: 0 }
  for (const access of worlds)
    for (const target of targets.filter(({ proxy }) => proxy)) {
      const { columns, decisions, verdicts } = targetCells(access, target)
      decisions.forEach((code, cell) => {
        const column = columns[cell % columns.length]
        const verdict = VERDICTS[verdicts[cell] ?? 0] ?? 'noAccess'
        const hop = column && secondHopOf(access, target, column)
        if (!column || !hop || verdict === 'notEvaluated') return
        const first = verdictOf(DECISIONS[code] ?? 'implicitDeny', {
          ...gateOf(target, column),
          secondHop: undefined,
        })
        seen[hop.state] = (seen[hop.state] ?? 0) + Number(code > 1)
        expect(rank(verdict)).toBeLessThanOrEqual(rank(first))
        if (code > 1) expect(rank(verdict)).toBeLessThanOrEqual(rank(AT_MOST[hop.state]))
      })
    }
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(0)
})
