import { expect, it } from 'vitest'
import { compile, compileGradually } from './compile'
import type { PolicySnapshot } from './policy-snapshot'
import { benchAccount, benchResources } from './testing/bench-account'
import { trustEdges } from './trust-policy'

const OPTIONS = { action: 'rds-db:connect', distrustConditions: true, resourceFacts: true } as const
const RESOURCES = benchResources(20)
const yieldToEventLoop = async () => {}

/** Another reading: every third policy says something else, some people are gone and some are new. */
function changed({ policies, principals }: PolicySnapshot, turn: number): PolicySnapshot {
  const newer = benchAccount(principals.length + 40, 20)
  return {
    policies: newer.policies.map((source, place) => {
      const known = policies.find(policy => policy.id === source.id) ?? source
      if (place % 3 !== 0) return known
      return { ...known, text: known.text.replace('app_*', `app_${turn}*`).replace('report', 'audit') }
    }),
    principals: newer.principals.filter((_, place) => place % 7 !== turn % 7),
  }
}

it('an account compiled upon an older reading answers as one compiled by itself, reading after reading', async () => {
  let snapshot = benchAccount(150, 20)
  let before = await compileGradually(snapshot, OPTIONS, yieldToEventLoop)
  for (let turn = 0; turn < 3; turn += 1) {
    snapshot = changed(snapshot, turn)
    const upon = await compileGradually(snapshot, OPTIONS, yieldToEventLoop, before)
    const alone = compile(snapshot, OPTIONS)
    expect(upon.principals).toEqual(alone.principals)
    expect(Buffer.from(upon.matrix(RESOURCES)).equals(Buffer.from(alone.matrix(RESOURCES)))).toBe(true)
    expect(upon.judgedKeys()).toEqual(alone.judgedKeys())
    expect(upon.explain(3, RESOURCES[0] ?? '')).toEqual(alone.explain(3, RESOURCES[0] ?? ''))
    before = upon
  }
})

it('an older reading for another action lends nothing', async () => {
  const snapshot = benchAccount(60, 20)
  const before = await compileGradually(snapshot, { ...OPTIONS, action: 'sts:AssumeRole' }, yieldToEventLoop)
  const upon = await compileGradually(snapshot, OPTIONS, yieldToEventLoop, before)
  expect(upon.matrix(RESOURCES)).toEqual(compile(snapshot, OPTIONS).matrix(RESOURCES))
})

it('does not keep what is gone for ever: after many readings of new texts it begins anew, with the same answers', async () => {
  const start = benchAccount(60, 20)
  let before = await compileGradually(start, OPTIONS, yieldToEventLoop)
  for (let turn = 0; turn < 13; turn += 1) {
    const policies = start.policies.map(source => ({ ...source, text: `${source.text}${' '.repeat(turn)}` }))
    before = await compileGradually({ ...start, policies }, OPTIONS, yieldToEventLoop, before)
  }
  expect(before.matrix(RESOURCES)).toEqual(compile(start, OPTIONS).matrix(RESOURCES))
})

it('a trust policy is read once, whoever has it', () => {
  const text =
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}'
  expect(trustEdges(text)).toBe(trustEdges(`${text}`))
  expect(trustEdges(text).edges).toHaveLength(1)
})
