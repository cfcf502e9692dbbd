import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import {
  allow,
  connectResource,
  inventory,
  managed,
  ordersId,
  role,
  target,
} from '@/lib/grants/testing/sample-account'
import {
  administrator,
  create,
  databaseUser,
  mysqlState,
  mysqlTarget,
  planOf,
  postgresState,
  postgresTarget,
  rights,
  sampleAccess,
} from './testing/sample-state'
import type { UserIntent } from './user-intent'
import type { ServerState, UserPlan } from './user-plan'

const user = { name: 'jane', host: null }
const remove: UserIntent = { kind: 'remove', user, reassignTo: null }
const close: UserIntent = { kind: 'close', user }
const ready: UserIntent = { kind: 'makeReady', user, despite: [] }
const iamUser = databaseUser('jane', {
  signIn: 'iam',
  iamReady: true,
  grantPath: ['rds_iam', 'jane'],
  reason: null,
})
const FACTS = ['exists', 'may sign in', 'member of rds_iam', 'SELECT on every table of public in orders']
const there = (changes: Partial<ServerState> = {}, own = iamUser) =>
  postgresState({
    users: [...postgresState().users, own],
    facts: FACTS,
    administrator: administrator({ superuser: true }),
    ...changes,
  })
const textsOf = ({ checks }: UserPlan) => checks.map(({ text }) => text).join('\n')
const cells = ({ effect }: UserPlan) =>
  effect.map(({ principal, target: on, databaseUser: as, before, after }) => [
    principal,
    on,
    as,
    before,
    after,
  ])
const WAKES = [['role/data-analyst', 'orders-prod', 'jane', 'dormant', 'canConnect']]
const SLEEPS = [['role/data-analyst', 'orders-prod', 'jane', 'canConnect', 'dormant']]

describe('the effect', () => {
  it('is who gets in that IAM allows already, and nobody else', () => {
    const plan = planOf(create('jane'))
    expect(cells(plan)).toEqual(WAKES)
    expect(plan.counts).toEqual({ added: 1, removed: 0, changed: 0, wakesLater: 0 })
    expect(textsOf(plan)).toMatch(/Nothing else changes, on any of 1 target/)
    expect(cells(planOf(create('nobody-granted')))).toEqual([])
    expect(textsOf(planOf(create('nobody-granted')))).toMatch(/No connection changes/)
  })

  it('is taken from the server as read now, not from an older scan', () => {
    const own = postgresTarget()
    const stale = inventory({
      principals: sampleAccess(own).inventory.principals,
      policies: sampleAccess(own).inventory.policies,
      targets: [own],
      readyUsers: { [ordersId]: ['jane'] },
    })
    expect(cells(planOf(create('jane'), postgresState(), own, compileAccess(stale)))).toEqual(WAKES)
  })

  it('is the same on every engine, and none while IAM is off', () => {
    expect(
      cells(planOf(create('jane'), mysqlState(), mysqlTarget())).map(([, , , ...verdicts]) => verdicts),
    ).toEqual([['dormant', 'canConnect']])
    const off = postgresTarget({ iamAuth: { state: 'off', accepted: false, reason: null } })
    const plan = planOf(create('jane'), postgresState(), off)
    expect(cells(plan)).toEqual([])
    expect(textsOf(plan)).toMatch(/IAM authentication is off on orders-prod: nobody signs in with a token/)
  })

  it('falls asleep by close and remove, and wakes by making an old user ready', () => {
    expect(cells(planOf(close, there()))).toEqual(SLEEPS)
    expect(cells(planOf(remove, there()))).toEqual(SLEEPS)
    expect(cells(planOf(ready, there({ facts: ['exists', 'may sign in'] }, databaseUser('jane'))))).toEqual(
      WAKES,
    )
    expect(cells(planOf({ kind: 'addRights', user, rights: rights() }, there()))).toEqual([])
  })

  it('is none for a user that may hold no session, whatever else it is given', () => {
    const reason = 'may hold no session (CONNECTION LIMIT 0)'
    const held = there(
      { facts: ['exists', 'may sign in', 'at most 0 connections', 'member of rds_iam'] },
      { ...iamUser, iamReady: false, reason },
    )
    expect(cells(planOf({ kind: 'addRights', user, rights: rights() }, held))).toEqual([])
    expect(cells(planOf(close, held))).toEqual([])
    const plan = planOf(ready, held)
    expect(plan.steps.map(({ title }) => title)).toEqual(['Let it hold sessions'])
    expect(plan.script).toContain('ALTER ROLE jane CONNECTION LIMIT -1;')
    expect(cells(plan)).toEqual(WAKES)
  })

  it('counts a membership through which rds_iam is held, both ways', () => {
    const nested = there(
      { facts: ['exists', 'may sign in', 'member of team'], lendIam: ['team'] },
      { ...iamUser, grantPath: ['rds_iam', 'team', 'jane'] },
    )
    const plan = planOf({ kind: 'revokeRights', user, rights: 'all' }, nested)
    expect(cells(plan)).toEqual(SLEEPS)
    expect(textsOf(plan)).toMatch(/jane has rds_iam no more then: it signs in by password, if it has one/)
    expect(cells(planOf({ kind: 'revokeRights', user, rights: 'all' }, there()))).toEqual([])
  })

  it('reaches through a proxy that signs in by IAM, and not through one that does so with a secret', () => {
    const own = postgresTarget()
    const gate = (databaseAuth: 'secret' | 'iam') =>
      target('gate', 'prx-1', {
        kind: 'proxy',
        iamAuth: { state: 'viaProxy', accepted: true, reason: null },
        proxy: {
          ...{
            clientAuth: 'required' as const,
            requireTls: true,
            databaseAuth,
            roleArn: 'arn:aws:iam::111122223333:role/gate',
          },
          targets: [{ name: 'orders-prod', resourceId: ordersId, health: 'AVAILABLE' }],
        },
      })
    const through = (databaseAuth: 'secret' | 'iam') => {
      const proxy = gate(databaseAuth)
      const client = managed('client', [allow(connectResource(proxy.resourceId, 'jane'))])
      const hop = managed('hop', [allow(connectResource(ordersId, 'jane'))])
      const trust = JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'rds.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      })
      const access = compileAccess(
        inventory({
          principals: [role('app', [client.id]), role('gate', [hop.id], { trustText: trust })],
          ...{ policies: [client, hop], targets: [own, proxy] },
        }),
      )
      return cells(planOf(create('jane'), postgresState(), own, access)).filter(([, on]) => on === 'gate')
    }
    expect(through('iam')).toEqual([['role/app', 'gate', 'jane', 'dormant', 'canConnect']])
    expect(through('secret')).toEqual([])
  })
})
