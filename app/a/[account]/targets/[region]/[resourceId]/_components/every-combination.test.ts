import { describe, expect, it } from 'vitest'
import { cellSentence } from '@/components/matrix/cell-words'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { explainCell } from '@/lib/access/explain/explain'
import { buildMatrix } from '@/lib/access/matrix/matrix'
import { matrixCsv, matrixJson } from '@/lib/access/matrix/matrix-export'
import { withAnswers } from '@/lib/access/model/kept-answers'
import { policyStates } from '@/lib/access/model/policy-state'
import type { KeptAnswer } from '@/lib/access/model/simulated-cell'
import { connectArn, type Target } from '@/lib/access/model/target'
import { VERDICTS, type Verdict } from '@/lib/access/model/verdict'
import { reachOf } from '@/lib/access/reach/reach'
import {
  AT,
  allow,
  type Cast,
  databaseUser,
  EVERYTHING,
  governed,
  MFA,
  sampleInventory,
  samplePolicy,
  sampleRole,
  sampleScan,
  sampleTarget,
  switchedOff,
} from '@/lib/access/testing/sample-inventory'
import { PROXY_ROLE, proxyBefore } from '@/lib/access/testing/sample-proxy'
import { connectionOptions } from '@/lib/connect/connection-options'
import { tokenChecks } from '@/lib/connect/token-checks'
import { tokenLife } from '@/lib/connect/token-life'
import { matrixDataOf } from './matrix-data-of'

const SCPS = ['none', 'read', 'unread'] as const
const SAID = ['not asked', 'refused', 'refused before'] as const
const FIRST = ['allowed', 'on MFA'] as const
const WAYS = ['direct', 'switch off', 'works', 'conditional', 'fails', 'unknown'] as const
type Way = (typeof WAYS)[number]

interface Combination {
  scps: (typeof SCPS)[number]
  said: (typeof SAID)[number]
  first: (typeof FIRST)[number]
  way: Way
}

const COMBINATIONS = SCPS.flatMap(scps =>
  SAID.flatMap(said =>
    FIRST.flatMap(first => WAYS.map(way => [{ scps, said, first, way }] as [Combination])),
  ),
)

const orders = sampleTarget()
const fullAccess = samplePolicy('arn:aws:organizations::9:policy/o-x/p-full', [EVERYTHING], 'scp')

function under(cast: Cast, scps: Combination['scps']): Cast {
  if (scps === 'read') return governed(cast, [{ kind: 'root', name: 'Root', id: 'r-1' }, [fullAccess]])
  const { principal } = cast
  const policies = { ...principal.policies, serviceControl: { state: scps } }
  return { ...cast, principal: { ...principal, policies } }
}

const HOPS: Record<
  Exclude<Way, 'direct' | 'switch off'>,
  { behind?: Target; own?: object[]; read?: false }
> = {
  works: { own: [allow('app')] },
  conditional: { own: [allow('app', orders, MFA)] },
  fails: { own: [] },
  unknown: { own: [allow('app')], read: false },
}

function worldOf({ scps, said, first, way }: Combination) {
  const direct = way === 'direct' || way === 'switch off'
  const hop = direct ? {} : HOPS[way]
  const target = direct
    ? sampleTarget(way === 'switch off' ? switchedOff : {})
    : proxyBefore(orders, { databaseAuth: 'iam' })
  const api = sampleRole('api', [allow('app', target, first === 'on MFA' ? MFA : undefined)])
  const cast = [under(api, scps), under(sampleRole(PROXY_ROLE, hop.own ?? []), scps)]
  const scans = hop.read === false ? [] : [sampleScan(orders, [databaseUser('app')])]
  const inventory = sampleInventory({ targets: direct ? [target] : [orders, target], cast, scans })
  const { arn } = api.principal
  const answer: KeptAnswer = {
    principalArn: arn,
    resource: connectArn(target, 'app'),
    policyState: said === 'refused' ? policyStates(inventory)(cast[0]?.principal ?? api.principal) : 'before',
    decision: 'explicitDeny',
    organizationAllows: false,
    missingContextKeys: [],
    askedAt: AT,
  }
  const access = compileAccess(withAnswers(inventory, said === 'not asked' ? [] : [answer]))
  return { access, target, arn }
}

function verdictFor({ scps, said, first, way }: Combination): Verdict {
  if (scps === 'unread' && said === 'refused') return 'denied'
  if (way === 'switch off' || way === 'fails') return 'dormant'
  return first === 'on MFA' || way === 'conditional' ? 'conditional' : 'canConnect'
}

/** The same cell as everybody tells it. */
function toldOf(combination: Combination) {
  const { access, target, arn } = worldOf(combination)
  const matrix = buildMatrix(access, target, { group: false, showAll: true })
  const row = matrix.rows.findIndex(({ principals }) => principals.includes(arn))
  const column = matrix.columns.findIndex(({ name }) => name === 'app')
  const cell = explainCell(access, target, arn, 'app')
  const lines = matrixCsv(matrix, target).split('\r\n')
  const checks = tokenChecks({
    target,
    databaseUser: 'app',
    signerLabel: 'role/api',
    explanation: cell,
    sessionEndsAt: null,
    assumes: true,
    life: tokenLife(new Date(AT), null),
    now: new Date(AT),
  })
  return {
    cell,
    panel: `${cell.sentence} ${cell.detail}`,
    matrix: VERDICTS[matrix.cells[row * matrix.columns.length + column] ?? 0],
    grid: cellSentence(matrixDataOf(matrix), { row, member: null }, column),
    csv: lines.find(line => line.startsWith(arn)) ?? '',
    json: matrixJson(matrix, target).rows.find(each => each.principal === arn)?.cells.app,
    reach: reachOf(access, arn).find(each => each.target.resourceId === target.resourceId),
    option: connectionOptions(access, arn).find(
      each => each.resourceId === target.resourceId && each.databaseUser === 'app',
    ),
    policy: checks[1],
    way: checks[2],
  }
}

const HOP_WORDS = {
  conditional: 'role/proxy, as which the proxy signs in, may connect to orders-prod only on a condition',
  fails: 'role/proxy, as which the proxy signs in, may not connect to orders-prod as app',
}
const NEVER_PROMISED = /\bnow\b|Nothing denies it/
const REFUSED = "by the organisation, as AWS's policy simulator said at 14:02:11"

describe.each(COMBINATIONS)('SCPs $scps, AWS $said, first hop $first, $way', combination => {
  const { scps, said, first, way } = combination
  const expected = verdictFor(combination)
  const told = toldOf(combination)
  const files = [told.csv, JSON.stringify(told.json)]
  const isYes = expected === 'canConnect' || expected === 'conditional'
  const refused = scps === 'unread' && said === 'refused'

  it('has one verdict in the panel, the matrix, the page of the principal, the file and the token page', () => {
    expect([
      told.cell.verdict,
      told.matrix,
      told.reach?.verdict,
      told.json?.verdict,
      told.option?.verdict,
    ]).toEqual(Array(5).fill(expected))
  })

  it('promises no more than was read, and takes nothing back from what was', () => {
    if (scps === 'unread') expect(told.panel).not.toMatch(NEVER_PROMISED)
    else if (expected !== 'denied') expect(told.panel).toMatch(NEVER_PROMISED)
    for (const text of [told.grid, told.csv])
      expect(text.includes('as far as read')).toBe(scps === 'unread' && isYes)
    expect(told.policy?.text.includes('as far as read')).toBe(scps === 'unread' && !refused)
  })

  it('names the refusal of the organisation in one phrase, and only where it decides', () => {
    for (const text of [told.cell.sentence, ...files, told.policy?.text])
      expect(text?.includes(REFUSED)).toBe(refused)
    expect(told.reach?.note?.toLowerCase() === REFUSED.toLowerCase()).toBe(refused)
    expect(told.panel.includes('that answer is old: ask AWS again.')).toBe(
      scps === 'unread' && said === 'refused before',
    )
    const differs = said === 'refused' && scps !== 'unread'
    expect(told.cell.simulated?.differs ?? null).toEqual(
      differs ? expect.stringMatching(/^AWS says denied, Gatehouse says allowed/) : null,
    )
  })

  it('says what the first hop hangs on, whatever stands behind it', () => {
    const open = first === 'on MFA' && !refused
    expect(told.cell.conditionsInWords).toHaveLength(open ? 1 : 0)
    if (refused) return expect(told.policy?.outcome).toBe('fail')
    expect(told.policy).toMatchObject({
      outcome: open ? 'warn' : 'pass',
      text: expect.stringMatching(open ? /^Policy allows it on a condition/ : /^Policy allows it(?! on)/),
    })
    if (open && isYes) expect(told.cell.sentence).toContain('Only if the session was signed in with MFA')
    if (open && way === 'fails')
      expect(told.cell.sentence).toMatch(/IAM allows, on a condition( and as far as read)?,/)
  })

  it('says what the second hop comes to', () => {
    const unknown = way === 'unknown' && isYes
    for (const text of [told.grid, ...files, told.reach?.note ?? '', told.option?.note ?? ''])
      expect(text.includes('second hop not known')).toBe(unknown)
    if (unknown && expected === 'canConnect')
      expect(told.cell.sentence).toMatch(/; whether the proxy then gets through is not known\.$/)
    if (refused || (way !== 'conditional' && way !== 'fails')) return
    expect(told.cell.sentence).toContain(HOP_WORDS[way])
    expect(told.reach?.note).toContain(HOP_WORDS[way])
    expect(told.way).toMatchObject({ detail: HOP_WORDS[way] })
  })

  it('reads as sentences', () => {
    for (const text of [told.panel, told.cell.missingPiece?.text ?? ''])
      expect(text).not.toMatch(/\.\.|,,|,\.| {2}| [,.;:]|: :|\bundefined\b|\bnull\b/)
  })
})
