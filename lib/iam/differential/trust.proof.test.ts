import { expect, test } from 'vitest'
import { type Layer, mayAssume, prepareTrust } from '../index'
import { seededRandom } from './generate-case'
import {
  completionsOf,
  generateTrustCase,
  ROLE,
  sessionOf,
  type TrustCaseGenerated,
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
      otherwise: 'absent',
    }
    answers.add(simpleTrust(each.trust, ROLE, callerOf(each, session), each.own, request))
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
}, 300_000)
