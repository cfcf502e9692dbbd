import { expect, it } from 'vitest'
import { RULES } from './rules'
import { uncheckedFindings } from './unchecked-findings'

const ruleOf = (severity: string) => RULES.find(rule => rule.severity === severity)?.id ?? ''
const [critical, low] = [ruleOf('critical'), ruleOf('low')]

it('keeps what was there before and is not shown now, the worst first, under the date it was last seen', () => {
  const seen = new Map([
    [`${low}:db-A`, '2026-11-23T14:00:00.000Z'],
    [`${critical}:role:x`, '2026-11-22T14:00:00.000Z'],
    [`${critical}:shown`, '2026-11-22T14:00:00.000Z'],
  ])
  const kept = uncheckedFindings(seen, [{ id: `${critical}:shown` }])
  expect(kept.map(({ severity, subject, lastSeen }) => [severity, subject, lastSeen])).toEqual([
    ['critical', 'role:x', '2026-11-22T14:00:00.000Z'],
    ['low', 'db-A', '2026-11-23T14:00:00.000Z'],
  ])
})

it('leaves out what no rule of this version looks for: it can never be checked', () => {
  expect(uncheckedFindings(new Map([['no-such-rule:x', '2026-11-23T14:00:00.000Z']]), [])).toEqual([])
})
