import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Inventory } from '@/lib/access/model/inventory'
import { carriedOut } from '@/lib/grants/testing/carry-out-steps'
import {
  analyticsId,
  connectResource,
  inventory,
  managed,
  ordersId,
  role,
  user,
} from '@/lib/grants/testing/sample-account'
import {
  administrator,
  anyUser,
  app,
  devs,
  groupArn,
  inline,
  metrics,
  plan,
  ready,
  roleArn,
} from '@/lib/grants/testing/sample-removal'

describe('whatever the account looks like', () => {
  const entries = fc.constantFrom(
    app,
    metrics,
    anyUser,
    '*',
    connectResource(analyticsId, 'app'),
    connectResource('*', 'app'),
    connectResource(ordersId, 'm*'),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
    connectResource(ordersId, '${aws:username}'),
  )
  const statement = fc.record({
    Effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
    Action: fc.constantFrom('rds-db:connect', ['rds-db:connect', 's3:*'], '*'),
    Resource: fc.array(entries, { minLength: 1, maxLength: 3 }),
    Condition: fc.constantFrom(undefined, undefined, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
  })
  const document = fc.array(statement, { minLength: 1, maxLength: 3 })
  const accounts = fc
    .record({ api: document, team: document, lent: document, metricsOwn: document })
    .map(texts => {
      const team = managed('team', texts.team)
      const own = inline(roleArn('api'), 'own', ...texts.api)
      const lent = inline(groupArn, 'lent', ...texts.lent)
      const userOwn = inline('arn:aws:iam::111122223333:user/app', 'own', ...texts.metricsOwn)
      const members = [
        user(
          'app',
          ['devs'],
          [
            { policyId: lent.id, viaGroup: 'devs' },
            { policyId: userOwn.id, viaGroup: null },
            { policyId: team.id, viaGroup: null },
          ],
        ),
        user('metrics', ['devs'], [{ policyId: lent.id, viaGroup: 'devs' }]),
      ]
      return inventory({
        principals: [role('api', [own.id, team.id]), role('other', [team.id]), ...members],
        policies: [team, own, lent, userOwn, administrator],
        groups: devs(members, [lent.id]),
        readyUsers: ready,
      })
    })
  const resources = [app, metrics, connectResource(ordersId, 'else'), connectResource(analyticsId, 'app')]
  const strengthOf = [0, 0, 1, 2]
  const strengths = (account: Inventory) => {
    const { compiled } = compileAccess(account)
    return Array.from(compiled.matrix(resources), code => strengthOf[code] ?? 0)
  }

  it('what is recommended ends the connection and opens nothing, and every way does what it says', () => {
    let ended = 0
    fc.assert(
      fc.property(accounts, fc.constantFrom(0, 2), (account, who) => {
        const principal = account.principals[who]
        if (!principal) return
        const first = plan(account, principal)
        if (!first.chosen) return
        const was = strengths(account)
        for (const { id } of first.ways) {
          const { chosen } = plan(account, principal, id)
          if (!chosen || chosen.problems.length > 0) continue
          const is = strengths(carriedOut(account, chosen.steps))
          const grew = is.some((strength, cell) => strength > (was[cell] ?? 0))
          expect(is[who * resources.length] === 0).toBe(chosen.ends)
          if (grew) expect(chosen.opens).toBe(true)
          if (id !== first.recommended) continue
          expect([chosen.ends, grew]).toEqual([true, false])
          ended += 1
        }
        expect(first.recommended).not.toBeNull()
      }),
      { numRuns: 60 },
    )
    expect(ended).toBeGreaterThan(5)
  }, 30_000)
})
