import { describe, expect, it } from 'vitest'
import { columnsOf } from '@/lib/access/decide/columns'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { explainCell } from '@/lib/access/explain/explain'
import { buildMatrix } from '@/lib/access/matrix/matrix'
import { withAnswers } from '@/lib/access/model/kept-answers'
import { policyStates } from '@/lib/access/model/policy-state'
import type { KeptAnswer } from '@/lib/access/model/simulated-cell'
import { connectArn } from '@/lib/access/model/target'
import { VERDICTS } from '@/lib/access/model/verdict'
import { reachOf } from '@/lib/access/reach/reach'
import { allow, sampleInventory, sampleRole, sampleTarget } from '@/lib/access/testing/sample-inventory'
import { targets, worlds } from '@/lib/access/testing/sample-worlds'
import { CONDITIONAL, EXPLICIT_DENY, IMPLICIT_DENY, type ServiceControl } from '@/lib/iam/index'

const UNREAD: ServiceControl = { state: 'unread' }
const NONE: ServiceControl = { state: 'none' }
const ALLOWS = [false, false, true, null]

/** The world with its SCPs unread for most, and AWS asked of every third cell: of these policies, or of others. */
function asked(seed: number) {
  const world = worlds[seed]
  if (!world) throw new Error('no such world')
  const principals = world.inventory.principals.map((principal, index) => ({
    ...principal,
    policies: { ...principal.policies, serviceControl: index % 3 === 2 ? NONE : UNREAD },
  }))
  const inventory = { ...world.inventory, principals }
  const stateOf = policyStates(inventory)
  const resources = targets.flatMap(target =>
    columnsOf(world, target).map(column => connectArn(target, column.representativeName)),
  )
  const answers = principals.flatMap((principal, row) =>
    resources.flatMap((resource, place): KeptAnswer[] => {
      const pick = row * 7 + place * 5 + seed
      if (pick % 3 > 0) return []
      return [
        {
          principalArn: principal.arn,
          resource,
          policyState: pick % 5 === 0 ? 'of other policies' : stateOf(principal),
          decision: 'implicitDeny',
          organizationAllows: ALLOWS[pick % 4] ?? null,
          missingContextKeys: [],
          askedAt: '2026-11-23T14:01:50.000Z',
        },
      ]
    }),
  )
  return { access: compileAccess(withAnswers(inventory, answers)), resources }
}

describe.each(worlds.map((_, seed) => seed))('world %i', seed => {
  const { access, resources } = asked(seed)
  const { compiled, asRead, inventory } = access
  const ours = asRead.matrix(resources).slice()
  const said = compiled.matrix(resources)
  const width = resources.length

  it('AWS never makes a cell better, and turns into denied exactly what it may decide', () => {
    let turned = 0
    for (const [cell, code] of said.entries()) {
      const principal = inventory.principals[Math.floor(cell / width)]
      const resource = resources[cell % width]
      const answer = inventory.simulated.find(
        each => each.principalArn === principal?.arn && each.resource === resource,
      )
      const decides =
        principal?.policies.serviceControl.state === 'unread' &&
        answer?.current === true &&
        answer.organizationAllows === false
      expect(code).toBe(decides ? EXPLICIT_DENY : ours[cell])
      if (decides && ours[cell] !== EXPLICIT_DENY && ours[cell] !== IMPLICIT_DENY) turned++
    }
    expect(turned).toBeGreaterThan(0)
  })

  it('every way to ask gives the same answer', async () => {
    const everybody = [...inventory.principals.keys()]
    const rows = compiled.rows(everybody, resources)
    let step = rows.next()
    while (!step.done) step = rows.next()
    expect(step.value).toEqual(said)
    expect(await compiled.matrixGradually(resources, async () => undefined)).toEqual(said)
    for (const principal of everybody)
      expect(compiled.row(principal, resources)).toEqual(
        said.subarray(principal * width, (principal + 1) * width),
      )
    for (const [place, resource] of resources.entries()) {
      const column = everybody.map(principal => said[principal * width + place])
      expect([...compiled.column(resource)]).toEqual(column)
      for (const principal of everybody) {
        const { decision, refused } = compiled.explain(principal, resource)
        expect(decision === 'explicitDeny').toBe(said[principal * width + place] === EXPLICIT_DENY)
        if (refused) expect(decision).toBe('explicitDeny')
      }
    }
  })

  it('what the engine keeps for the next question is not written to', () => {
    compiled.matrix(resources)
    expect(asRead.matrix(resources)).toEqual(ours)
  })

  it('matrix, explanation and the page of the principal call the same cells denied', () => {
    for (const target of targets) {
      const matrix = buildMatrix(access, target, { group: false, showAll: true })
      matrix.rows.forEach(({ principals: [arn = ''] }, row) => {
        matrix.columns.forEach((column, at) => {
          const shown = VERDICTS[matrix.cells[row * matrix.columns.length + at] ?? 0]
          const cell = explainCell(access, target, arn, column.name)
          expect(cell.verdict).toBe(shown)
          if (cell.refused)
            expect(cell.sentence).toMatch(/^Denied by the organisation, as AWS's policy simulator said/)
        })
      })
    }
  })
})

describe('one cell that the organisation refuses', () => {
  const target = sampleTarget()
  const unread = { serviceControl: { state: 'unread' } } as const
  const cast = sampleRole('etl', [allow('oncall_rw')])
  cast.principal.policies = { ...cast.principal.policies, ...unread }
  const { arn } = cast.principal
  const inventory = sampleInventory({ targets: [target], cast: [cast] })
  const refusal: KeptAnswer = {
    principalArn: arn,
    resource: connectArn(target, 'oncall_rw'),
    policyState: policyStates(inventory)(cast.principal),
    decision: 'explicitDeny',
    organizationAllows: false,
    missingContextKeys: [],
    askedAt: '2026-11-23T14:01:50.000Z',
  }
  const access = compileAccess(withAnswers(inventory, [refusal]))

  it('says who said so, when, and what is not known', () => {
    expect(explainCell(access, target, arn, 'oncall_rw')).toMatchObject({
      verdict: 'denied',
      sentence: "Denied by the organisation, as AWS's policy simulator said at 14:01:50.",
      detail:
        'Which policy, and at which level, is not known here. AWS was asked without a network address and without tags of a session: a policy that exempts by such things may let it through. Nothing else known denies it.',
      refused: { askedAt: refusal.askedAt },
      missingPiece: { next: [{ kind: 'byHand' }] },
    })
    const { path } = explainCell(access, target, arn, 'oncall_rw')
    expect(path.find(({ id }) => id === 'organization')).toMatchObject({ outcome: 'fail', levels: [] })
    expect(path.find(({ id }) => id === 'identity')).toMatchObject({ outcome: 'pass' })
  })

  it('names no policy of ours as what decides it', () => {
    const [row] = reachOf(access, arn).filter(({ databaseUser }) => databaseUser === 'oncall_rw')
    expect(row).toMatchObject({
      verdict: 'denied',
      decidedBy: null,
      note: "By the organisation, as AWS's policy simulator said at 14:01:50",
    })
  })

  it('a yes of AWS makes it no better than as far as read', () => {
    const yes = { ...refusal, decision: 'allowed', organizationAllows: true } as const
    const cell = explainCell(compileAccess(withAnswers(inventory, [yes])), target, arn, 'oncall_rw')
    expect(cell).toMatchObject({
      verdict: 'canConnect',
      sentence: 'Can connect, as far as read: organisation policies are unread.',
    })
  })

  it('said of other policies it is told as old, and not applied', () => {
    const old = { ...refusal, policyState: 'of other policies' }
    const cell = explainCell(compileAccess(withAnswers(inventory, [old])), target, arn, 'oncall_rw')
    expect(cell).toMatchObject({ verdict: 'canConnect', refused: null, simulated: { current: false } })
    expect(cell.detail).toContain('A policy here has changed since, so that answer is old: ask AWS again.')
  })

  it('a no that is not of the organisation leaves our answer, and both are told', () => {
    const no = { ...refusal, organizationAllows: true }
    const cell = explainCell(compileAccess(withAnswers(inventory, [no])), target, arn, 'oncall_rw')
    expect(cell).toMatchObject({ verdict: 'canConnect', simulated: { compared: { answer: 'disagrees' } } })
  })

  it('a plan for this account does not forget it: no plan changes the organisation', () => {
    const source = inventory.policies[0]
    if (!source) throw new Error('no policy')
    const text = source.text.replace('oncall_rw', '*')
    const planned = compileAccess({ ...access.inventory, policies: [{ ...source, text }] })
    const codes = planned.compiled.row(0, [refusal.resource, connectArn(target, 'other')])
    expect([...codes]).toEqual([EXPLICIT_DENY, 3])
    const next = access.compiled.withPolicy({ ...source, text })
    expect([...next.row(0, [refusal.resource, connectArn(target, 'other')])]).toEqual([EXPLICIT_DENY, 3])
    expect(codes).not.toContain(CONDITIONAL)
  })

  it('a cell that stands twice in a question is refused twice', () => {
    expect([...access.compiled.row(0, [refusal.resource, refusal.resource])]).toEqual([1, 1])
  })
})
