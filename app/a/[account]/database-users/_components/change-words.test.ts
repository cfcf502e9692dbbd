import { describe, expect, it } from 'vitest'
import type { AccessChange } from '@/lib/access/model/access-change'
import type { Guard, UserStep } from '@/lib/provision/user-plan'
import { buttonWords, hindrance, opensAndCloses, runWords } from './change-words'
import { planDifference } from './plan-difference'
import { schemaWords, typedSchema } from './schema-choice'
import { startIntent, userNamed, withUser } from './start-intent'

const change = (before: AccessChange['before'], after: AccessChange['after'], principal = 'role/a') =>
  ({ principal, principalArn: principal, before, after, databaseUser: 'x' }) as AccessChange
const step = (statements: string[], more: Partial<UserStep> = {}) =>
  ({ statements, transaction: 0, guard: null, ...more }) as UserStep
const guard = (title: string) => ({ id: title, title, text: 'It is so.' }) as Guard
const create = startIntent('create', { name: 'x', host: null })
const plan = (more: object) =>
  ({ intent: create, steps: [], guards: [], effect: [], inOneTransaction: true, ...more }) as never

describe('the button of a change', () => {
  it('says how many connections wake up, open and close, and nothing of what does not', () => {
    const woken = [change('dormant', 'canConnect'), change('dormant', 'conditional')]
    expect(buttonWords(plan({ effect: woken }))).toBe('Create user, 2 connections wake up')
    expect(buttonWords(plan({ effect: [change('noAccess', 'canConnect')] }))).toBe(
      'Create user, 1 connection opens',
    )
    expect(buttonWords(plan({ effect: [change('dormant', 'noAccess')] }))).toBe('Create user')
    const remove = startIntent('remove', { name: 'x', host: null })
    expect(buttonWords(plan({ intent: remove, effect: [change('conditional', 'dormant')] }))).toBe(
      'Remove the user, 1 connection closes',
    )
  })

  it('counts a change between two ways of getting in as neither opened nor closed', () => {
    expect(opensAndCloses([change('conditional', 'canConnect')])).toEqual({ opened: 0, woken: 0, closed: 0 })
  })

  it('names the step that is stopped, else what stops all of it, else that nothing is left', () => {
    const steps = [step(['A']), step(['B'], { guard: guard('No.') })]
    expect(hindrance(plan({ steps, guards: [guard('No.')] }))).toBe('Fix step 2 to create the user')
    expect(hindrance(plan({ guards: [guard('x is a proxy,')] }))).toBe('x is a proxy')
    expect(hindrance(plan({}))).toBe('Nothing is left to do')
    expect(hindrance(plan({ steps: [step(['A'])] }))).toBeNull()
  })

  it('promises one transaction only where all steps are in one', () => {
    expect(runWords(plan({ steps: [step(['A']), step(['B'])] }))).toMatch(/all of it or nothing/)
    expect(runWords(plan({ steps: [step(['A']), step(['B'], { transaction: 1 })] }))).toBe(
      'In 2 transactions.',
    )
    expect(runWords(plan({ steps: [step(['A'])], inOneTransaction: false }))).toMatch(/cannot roll back/)
  })
})

describe('what changed since somebody looked', () => {
  it('is said of guards, statements and effect, each way, and of nothing else', () => {
    const before = plan({ steps: [step(['CREATE ROLE x'])], guards: [guard('Old.')] })
    const after = plan({
      steps: [step(['GRANT a TO x'])],
      guards: [guard('New.')],
      effect: [change('dormant', 'canConnect')],
    })
    expect(planDifference(before, after)).toEqual([
      'New in the way: New. It is so.',
      'No longer in the way: Old. It is so.',
      'New: GRANT a TO x',
      'No longer needed: CREATE ROLE x',
      'Other connections change than before: look at the effect.',
    ])
    expect(planDifference(after, after)).toEqual([])
  })
})

describe('what a dialog opens with', () => {
  it('reads a host only where the engine knows one', () => {
    expect(userNamed('month_end@10.44.%', '%')).toEqual({ name: 'month_end', host: '10.44.%' })
    expect(userNamed('month_end', '%')).toEqual({ name: 'month_end', host: '%' })
    expect(userNamed('ana@larkspur', null)).toEqual({ name: 'ana@larkspur', host: null })
    expect(userNamed('@x', '%')).toEqual({ name: '@x', host: '%' })
  })

  it('forgets what was said of one name when another is typed', () => {
    const asked = { ...create, despite: ['otherCase' as const] }
    expect(withUser(asked, { name: 'y', host: null })).toMatchObject({ user: { name: 'y' }, despite: [] })
  })

  it('takes nothing away and owns nothing new unless somebody says so', () => {
    expect(startIntent('remove', { name: 'x', host: null })).toMatchObject({ reassignTo: null })
    expect(startIntent('makeReady', { name: 'x', host: null })).toMatchObject({ despite: [] })
  })

  it('writes a schema as it is typed', () => {
    expect(typedSchema('orders.public')).toEqual({ database: 'orders', schema: 'public' })
    expect(typedSchema(' billing ')).toEqual({ database: 'billing', schema: 'billing' })
    expect(schemaWords(typedSchema('orders.a.b'))).toBe('orders.a.b')
  })
})
