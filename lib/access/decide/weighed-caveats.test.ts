import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Caveat } from '@/lib/access/model/caveat'
import { principalReachRows } from '@/lib/access/reach/reach-rows'
import {
  AT,
  allow,
  bounded,
  type Cast,
  deny,
  holding,
  sampleInventory,
  samplePolicy,
  sampleRole,
  sampleTarget,
  sampleUser,
} from '@/lib/access/testing/sample-inventory'
import { caveatHolders, caveatHoldersAt, holdsUnread } from './caveat-holders'
import { targetCells } from './target-cells'
import { caveatsAt, caveatsOfCell, caveatsOfPrincipal } from './weighed-caveats'

const NAMES = ['ops', 'eng', 'data']
const arnOf = (name: string) => `arn:aws:iam::111122223333:policy/${name}`
const managed = (name: string, statements: object[] | string = [allow('app')]) => ({
  ...samplePolicy(arnOf(name), statements),
  name,
  kind: 'customerManaged' as const,
})
const caveat = (id: string, subject: string, scope: Caveat['scope'] = 'policy'): Caveat => {
  return { id, scope, subject, message: '', answer: null, missingAction: null, at: AT }
}
const unread = (name: string) => caveat(`policy:${name}`, name)

const target = sampleTarget()

/** Who there is, and the account in which the text of one policy did not come, or came as `text`. */
function accountOf(cast: Cast[], name: string, text: object[] | null) {
  const inventory = sampleInventory({ cast, targets: [target], caveats: text ? [] : [unread(name)] })
  const others = inventory.policies.filter(({ id }) => id !== arnOf(name))
  return compileAccess({ ...inventory, policies: text ? [...others, managed(name, text)] : others })
}

const castOf = (held: { attached: string[]; bound: string | null; user: boolean; own: boolean }[]) =>
  held.map(({ attached, bound, user, own }, at) => {
    const first = (user ? sampleUser : sampleRole)(`p${at}`, own ? [allow('*')] : [])
    const cast = holding(first, ...attached.map(name => managed(name)))
    return bound ? bounded(cast, managed(bound)) : cast
  })

const people = fc.array(
  fc.record({
    attached: fc.subarray(NAMES),
    bound: fc.option(fc.constantFrom(...NAMES), { nil: null }),
    user: fc.boolean(),
    own: fc.boolean(),
  }),
  { minLength: 1, maxLength: 5 },
)

const answersOf = (access: ReturnType<typeof compileAccess>, at: number, name: string) => {
  const cells = targetCells(access, target)
  const column = cells.columns.findIndex(each => each.name === name)
  return column < 0 ? 'no column' : cells.decisions[at * cells.columns.length + column]
}

describe('a policy that did not come', () => {
  it('weakens every principal of whom its text could change an answer, whatever it said', () => {
    fc.assert(
      fc.property(people, fc.constantFrom(...NAMES), (held, name) => {
        const cast = castOf(held)
        const access = accountOf(cast, name, null)
        const allowed = accountOf(cast, name, [allow('app'), allow('*')])
        const denied = accountOf(cast, name, [deny('*'), allow('app')])
        const said = caveatsAt(access, target).length
        cast.forEach((_, at) => {
          if (answersOf(allowed, at, 'app') === answersOf(denied, at, 'app')) return
          expect(said).toBe(1)
          expect(caveatsOfCell(access, target, at).map(({ id }) => id)).toContain(`policy:${name}`)
          expect(caveatsOfPrincipal(access, at).own).toHaveLength(1)
          expect(holdsUnread(access)(at)).toBe(true)
        })
      }),
      { numRuns: 60 },
    )
  })

  it('weakens nobody who does not hold it', () => {
    fc.assert(
      fc.property(people, fc.constantFrom(...NAMES), (held, name) => {
        const isHeld = held.some(each => each.attached.includes(name) || each.bound === name)
        fc.pre(isHeld)
        const access = accountOf(castOf(held), name, null)
        held.forEach((each, at) => {
          const holds = each.attached.includes(name) || each.bound === name
          expect(caveatHolders(access, unread(name))?.includes(at)).toBe(holds)
          expect(caveatsOfPrincipal(access, at).own).toHaveLength(holds ? 1 : 0)
          if (each.user && !holds) expect(caveatsOfCell(access, target, at)).toEqual([])
          expect(holdsUnread(access)(at)).toBe(holds)
        })
      }),
      { numRuns: 60 },
    )
  })
})

const cast = [holding(sampleRole('ops', []), managed('ops')), sampleUser('ana', []), sampleRole('app', [])]
const withCaveats = (...caveats: Caveat[]) => {
  const inventory = sampleInventory({ cast, targets: [target], caveats })
  return compileAccess({ ...inventory, policies: [] })
}

describe('what a caveat weakens', () => {
  it('is everything where nobody can tell whose it is', () => {
    const access = withCaveats(unread('never-heard-of'), caveat('iam:counts', 'IAM', 'iam'))
    expect(access.inventory.caveats.map(each => caveatHolders(access, each))).toEqual([null, null])
    expect(caveatsOfPrincipal(access, 1).own).toHaveLength(2)
    expect(holdsUnread(access)(1)).toBe(true)
  })

  it('is everything at a proxy that signs in as the role that holds it, and nothing more elsewhere', () => {
    const proxy = sampleTarget({
      kind: 'proxy',
      proxy: { databaseAuth: 'iam', roleArn: cast[0]?.principal.arn ?? null, targets: [] },
    } as never)
    const access = withCaveats(unread('ops'))
    expect(caveatHoldersAt(access, proxy, unread('ops'))).toBeNull()
    expect(caveatHoldersAt(access, target, unread('ops'))).toEqual([0])
  })

  it('of a group that did not come is its members alone, of a broken inline text its owner', () => {
    const member = sampleUser('eve', [allow('app')], { groups: ['eng'] })
    const inline = caveat('policy-text:eve-access of user/eve', 'eve-access of user/eve')
    const own = { ...samplePolicy(`${member.principal.arn}#eve-access`, '{'), name: 'eve-access' }
    const inventory = sampleInventory({ cast: [...cast, member], caveats: [caveat('group:eng', 'eng')] })
    const access = compileAccess({ ...inventory, policies: [{ ...own, kind: 'inline' }] })
    expect(caveatHolders(access, caveat('group:eng', 'eng'))).toEqual([3])
    expect(caveatHolders(access, inline)).toEqual([3])
    expect(caveatsAt(access, target).map(({ whose }) => whose)).toEqual(['user/eve'])
  })

  it('stands in order of weight: unread organisation policies first, then all, then the few', () => {
    const scps = caveat('organization', 'SCPs', 'organization')
    const access = withCaveats(unread('ops'), caveat('judged', 'guardrails', 'guardrails'), scps)
    expect(caveatsAt(access, target).map(({ subject, whose }) => [subject, whose])).toEqual([
      ['SCPs', undefined],
      ['guardrails', undefined],
      ['ops', 'role/ops'],
    ])
  })

  it('leaves a count of 0 a 0 for whoever holds nothing unread', () => {
    const rows = principalReachRows(withCaveats(unread('ops')), {
      production: false,
      withoutAdministrators: false,
    })
    const counts = new Map(rows.map(({ label, databaseUsers }) => [label, databaseUsers]))
    expect([counts.get('role/ops'), counts.get('user/ana'), counts.get('role/app')]).toEqual([null, 0, 0])
  })
})
