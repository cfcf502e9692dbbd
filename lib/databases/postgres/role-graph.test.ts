import { describe, expect, it } from 'vitest'
import type { ServerReading } from './postgres-reading'
import { roleGraph } from './role-graph'

type Option = boolean | null

/** Roles by name, in the order of their numbers. */
function graphOf(
  names: string[],
  held: [role: string, holder: string, admin?: boolean, inherit?: Option, set?: Option][],
  noinherit: string[] = [],
) {
  const oid = (name: string) => names.indexOf(name) + 1
  const server = {
    roles: names.map(name => ({ oid: oid(name), name, inherits: !noinherit.includes(name) })),
    memberships: held.map(([role, holder, admin = false, inherit = null, set = null]) => [
      oid(role),
      oid(holder),
      admin,
      inherit,
      set,
    ]),
  } as unknown as ServerReading
  const graph = roleGraph(server)
  const inForce = (name: string) => [...graph.inForce(oid(name))].map(one => names[one - 1]).sort()
  return { graph, oid, inForce }
}

describe('who holds what', () => {
  it('goes through other roles, by the shortest way, and around a ring', () => {
    const { graph, oid } = graphOf(
      ['rds_iam', 'team', 'far', 'app'],
      [
        ['rds_iam', 'team'],
        ['team', 'far'],
        ['far', 'app'],
        ['team', 'app'],
        ['app', 'team'],
      ],
    )
    expect(graph.paths('rds_iam').get(oid('app'))).toEqual(['rds_iam', 'team', 'app'])
    expect(graph.paths('rds_iam').has(oid('rds_iam'))).toBe(false)
    expect(graph.paths('no_such_role').size).toBe(0)
  })

  it('is in force by the member’s own INHERIT before PostgreSQL 16, at every step', () => {
    const { inForce, graph, oid } = graphOf(
      ['owner', 'team', 'app', 'free'],
      [
        ['owner', 'team'],
        ['team', 'app'],
        ['team', 'free'],
      ],
      ['app'],
    )
    expect(inForce('app')).toEqual(['app'])
    expect(inForce('free')).toEqual(['free', 'owner', 'team'])
    expect(graph.bySetRole(oid('app'))).toEqual(['owner', 'team'])
    expect(graph.bySetRole(oid('free'))).toEqual([])
    // Whoever has rds_iam holds it for signing in, in force or not.
    expect(graph.paths('owner').has(oid('app'))).toBe(true)
  })

  it('is in force by the options of each grant since, the most generous of several', () => {
    const { inForce, graph, oid } = graphOf(
      ['owner', 'reader', 'app'],
      [
        ['owner', 'app', false, false, true],
        ['reader', 'app', false, false, false],
        ['reader', 'app', true, true, false],
      ],
    )
    expect(inForce('app')).toEqual(['app', 'reader'])
    expect(graph.bySetRole(oid('app'))).toEqual(['owner'])
    const [, reader] = graph.memberships(oid('app'))
    expect(reader).toMatchObject({ admin: true, inForce: true, maySet: false })
    expect(graph.members(oid('reader'))).toBe(1)
  })

  it('makes the owner of a database, and nobody else, its pg_database_owner', () => {
    const { graph, oid } = graphOf(['pg_database_owner', 'maker', 'app'], [])
    const owner = oid('maker')
    expect(graph.inForce(owner, owner).has(oid('pg_database_owner'))).toBe(true)
    expect(graph.inForce(oid('app'), owner).has(oid('pg_database_owner'))).toBe(false)
  })
})
