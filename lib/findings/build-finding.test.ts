import { expect, it } from 'vitest'
import { AFFECTED_SHOWN, buildFinding } from './build-finding'
import type { AffectedCell } from './finding'

const rule = {
  id: 'wildcard-user',
  severity: 'high' as const,
  title: 'Any user',
  source: { title: '', url: '' },
}

it('lists the first connections, counts all of them, and names everybody once', () => {
  const affected = Array.from({ length: 3 * AFFECTED_SHOWN }, (_, at): AffectedCell => {
    const principalArn = `arn:aws:iam::111122223333:role/r${at % (AFFECTED_SHOWN + 7)}`
    return {
      principalArn,
      principalLabel: principalArn,
      target: 'orders-prod',
      resourceId: 'db-A',
      databaseUser: `u${at}`,
      before: 'canConnect',
      after: null,
    }
  })
  const about = { sentence: '', subject: { kind: 'policy' as const, label: 'p' }, targets: [] }
  const found = buildFinding(rule, {
    ...about,
    key: 'p',
    evidence: { kind: 'facts', facts: [] },
    fixes: [],
    affected,
  })
  expect(found.affected).toEqual(affected.slice(0, AFFECTED_SHOWN))
  expect(found.affectedTotal).toBe(affected.length)
  expect(found.affectedArns).toEqual(
    affected.slice(0, AFFECTED_SHOWN + 7).map(({ principalArn }) => principalArn),
  )
})
