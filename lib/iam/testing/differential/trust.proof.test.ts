import { expect, test } from 'vitest'
import { type Layer, mayAssume, prepareTrust, trustedOutsiders } from '@/lib/iam/index'
import { seededRandom } from './generate-case'
import {
  completionsOf,
  generateTrust,
  generateTrustCase,
  ROLE,
  sessionOf,
  statesTogether,
  type TrustCaseGenerated,
  VALUES,
} from './generate-trust-case'
import type { SimpleRequest } from './simple-matching'
import { type SimpleCaller, simpleTrust } from './simple-trust'

const CASES = 100_000
const ACTIONS = { saml: 'sts:AssumeRoleWithSAML', oidc: 'sts:AssumeRoleWithWebIdentity' } as Record<
  string,
  string
>

function layersOf({ own }: TrustCaseGenerated): Layer[] {
  const layer = (kind: Layer['kind'], documents: string[], at = 0): Layer => ({
    kind,
    policies: documents.map((text, index) => {
      const name = `${kind}-${at}-${index}`
      return { source: { id: name, name, kind: 'inline', versionId: null, text }, viaGroup: null }
    }),
  })
  return [
    layer('identity', own.identity),
    ...(own.boundary ? [layer('boundary', own.boundary)] : []),
    ...own.scps.map((level, at) => layer('scp', level, at)),
    ...(own.session ? [layer('session', own.session)] : []),
  ]
}

function byEngine(each: TrustCaseGenerated) {
  const { kind, value } = each.caller
  const isPrincipal = ['user', 'role', 'session'].includes(kind)
  const own = isPrincipal ? { layers: () => layersOf(each) } : null
  const caller = { kind, value, context: each.context, absentKeys: each.absentKeys, own }
  return mayAssume({ roleArn: ROLE, trust: prepareTrust(each.trust), caller }).decision
}

function callerOf({ caller: { kind, value } }: TrustCaseGenerated, session: string): SimpleCaller {
  const account = value.split(':')[4] ?? null
  if (kind === 'role') return { kind: 'session', arn: sessionOf(value, session), roleArn: value, account }
  if (kind === 'session')
    return { kind, arn: value, roleArn: 'arn:aws:iam::111122223333:role/team/deployer', account }
  return { kind, arn: value, roleArn: null, account: kind === 'user' ? account : null }
}

function byBruteForce(each: TrustCaseGenerated): Set<string> {
  const answers = new Set<string>()
  for (const { context, session } of completionsOf(each)) {
    const request: SimpleRequest = {
      action: ACTIONS[each.caller.kind] ?? 'sts:AssumeRole',
      resource: ROLE,
      context: new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), [value].flat()])),
      absent: new Set(),
      begun: new Map(),
      unsaid: null,
      otherwise: 'absent',
    }
    answers.add(simpleTrust(each.trust, ROLE, callerOf(each, session), each.own, request))
    // Both answers have been seen: no further request changes what they come to.
    if (answers.size > 1 && answers.has('allowed')) break
  }
  return answers
}

/** What the answers of all complete requests come to. */
function expected(answers: Set<string>): string {
  if (!answers.has('allowed'))
    return answers.size === 1 && answers.has('explicitDeny') ? 'explicitDeny' : 'implicitDeny'
  return answers.size === 1 ? 'allowed' : 'conditional'
}

/** Denies that only together leave no way out may be told as the one or the other no. */
const isNo = (decision: string) => decision === 'implicitDeny' || decision === 'explicitDeny'

test(`the engine says of ${CASES.toLocaleString('en')} generated trust policies what every complete request comes to`, () => {
  const random = seededRandom(20110615)
  const seen: Record<string, number> = {}
  const disagreements: unknown[] = []
  let requests = 0
  for (let index = 0; index < CASES; index++) {
    const each = generateTrustCase(random)
    const answers = byBruteForce(each)
    requests += answers.size
    const wanted = expected(answers)
    const engine = byEngine(each)
    seen[engine] = (seen[engine] ?? 0) + 1
    const same =
      wanted === engine ||
      (isNo(wanted) && engine === 'implicitDeny') ||
      (wanted === 'implicitDeny' && engine === 'explicitDeny' && !answers.has('implicitDeny'))
    if (same) continue
    if (disagreements.push({ index, wanted, engine, answers: [...answers], each }) > 2) break
  }
  expect(disagreements).toEqual([])
  expect(requests).toBeGreaterThan(CASES)
  // Each decision must really occur, or the comparison says little.
  for (const decision of ['allowed', 'explicitDeny', 'implicitDeny', 'conditional'])
    expect(seen[decision] ?? 0).toBeGreaterThan(CASES / 50)
}, 900_000)

const MANY = 20_000
const EVERYTHING = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
})
const UNLIMITED = { identity: [EVERYTHING], boundary: null, scps: [], session: null }
const { 'aws:CurrentTime': TIMES = [], ...OTHERS } = VALUES

function asked(trust: string, arn: string, context: Record<string, string | string[]>): boolean {
  const account = arn.split(':')[4] ?? ''
  const facts = { ...context, 'aws:PrincipalArn': arn, 'aws:PrincipalAccount': account }
  const request: SimpleRequest = {
    action: 'sts:AssumeRole',
    resource: ROLE,
    context: new Map(Object.entries(facts).map(([key, value]) => [key.toLowerCase(), [value].flat()])),
    absent: new Set(),
    begun: new Map(),
    unsaid: null,
    otherwise: 'absent',
  }
  const user = arn.includes(':user/')
  const caller: SimpleCaller = {
    kind: user ? 'user' : 'session',
    arn: user ? arn : sessionOf(arn, 'any'),
    roleArn: user ? null : arn,
    account,
  }
  return simpleTrust(trust, ROLE, caller, UNLIMITED, request) === 'allowed'
}

const outsider = (text: string, kind: string) => {
  const trust = prepareTrust(text)
  const caller = trustedOutsiders(trust, '111122223333').find(
    one => one.kind === kind && (kind !== 'account' || one.value === '444455556666'),
  )
  return caller === undefined ? null : mayAssume({ roleArn: ROLE, trust, caller }).decision
}

test(`anyone is let in exactly where some stranger is at every time, in ${MANY.toLocaleString('en')} trust policies`, () => {
  const random = seededRandom(31415926)
  // What strangers give themselves; an external id and an address only where any will do.
  const choices = {
    ...OTHERS,
    'aws:MultiFactorAuthPresent': ['true', 'false', null],
    'aws:PrincipalTag/team': [...(OTHERS['aws:PrincipalTag/team'] ?? []), null],
    'aws:TagKeys': [...(OTHERS['aws:TagKeys'] ?? []), null],
    'sts:ExternalId': ['whatever', null],
    'aws:SourceIp': ['198.51.100.7', '2001:db8::7'],
  }
  let open = 0
  for (let index = 0; index < MANY; index++) {
    const text = generateTrust(random)
    const engine = outsider(text, 'anyone')
    if (engine === null) continue
    const isIn = TIMES.every(time => {
      for (const context of statesTogether(text, choices)) {
        const facts = { ...context, 'aws:CurrentTime': time }
        const people = ['user/zz', 'role/zz'].map(name => `arn:aws:iam::000000000000:${name}`)
        if (people.some(arn => asked(text, arn, facts))) return true
      }
      return false
    })
    expect({ text, isIn }).toEqual({ text, isIn: engine === 'allowed' })
    if (isIn) open++
  }
  expect(open).toBeGreaterThan(MANY / 50)
}, 900_000)

test(`an account is let in, or kept out, only where everybody of it is, in ${MANY.toLocaleString('en')} trust policies`, () => {
  const random = seededRandom(27182818)
  const seen: Record<string, number> = {}
  for (let index = 0; index < MANY; index++) {
    const text = generateTrust(random)
    const engine = outsider(text, 'account')
    if (engine === null) continue
    seen[engine] = (seen[engine] ?? 0) + 1
    if (engine === 'conditional') continue
    const states = Object.fromEntries(Object.entries(OTHERS).map(([key, values]) => [key, [...values, null]]))
    states['sts:RoleSessionName'] = OTHERS['sts:RoleSessionName'] ?? []
    // An external id, an address and tags of the session are no part of who somebody is: what lets them in is enough.
    const { 'sts:ExternalId': ids, 'aws:SourceIp': addresses, 'aws:TagKeys': keys, ...theirs } = states
    const asking: typeof states =
      engine === 'allowed'
        ? {
            'sts:ExternalId': ['whatever', null],
            'aws:SourceIp': ['198.51.100.7', '2001:db8::7'],
            'aws:TagKeys': [null],
          }
        : { 'sts:ExternalId': ids ?? [], 'aws:SourceIp': addresses ?? [], 'aws:TagKeys': keys ?? [] }
    const answers = new Set<boolean>()
    for (const context of statesTogether(text, { ...theirs, 'aws:CurrentTime': TIMES }))
      for (const name of ['user/zz', 'role/zz', 'role/team/zz']) {
        const own = [...statesTogether(text, asking)].map(chosen =>
          asked(text, `arn:aws:iam::444455556666:${name}`, { ...context, ...chosen }),
        )
        answers.add(own.includes(true))
      }
    expect({ text, answers: [...answers] }).toEqual({ text, answers: [engine === 'allowed'] })
  }
  for (const decision of ['allowed', 'explicitDeny', 'conditional'])
    expect(seen[decision] ?? 0).toBeGreaterThan(MANY / 200)
}, 900_000)
