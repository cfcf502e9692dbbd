import { notFound, redirect } from 'next/navigation'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { IDLE } from '@/lib/actions/action-state'
import { defineAction } from '@/lib/actions/define-action'
import { readPage } from '@/lib/actions/read-page'
import { requestScope } from '@/lib/actions/testing/request-scope'
import { AppError } from '@/lib/errors'
import { sealSession } from '@/lib/operator/session'
import { sessionCookie } from '@/lib/operator/session-cookie'
import { jsonField, listField } from '@/lib/services/account/input-fields'

const HOST = '127.0.0.1:3000'
const sessionSecret = 'a secret of thirty-two letters..'
beforeEach(async () => {
  vi.stubEnv('GATEHOUSE_SESSION_SECRET', sessionSecret)
  vi.stubEnv('GATEHOUSE_CAPABILITIES', 'read,modify')
  const sealed = await sealSession({ sessionSecret }, new Date(), {
    name: 'mira',
  })
  requestScope.headers = new Headers({ host: HOST })
  requestScope.cookies.set(sessionCookie(HOST), sealed)
})

function form(fields: [string, string][]): FormData {
  const data = new FormData()
  for (const [name, value] of fields) data.append(name, value)
  return data
}

const schema = z.object({
  name: z.string().min(1, 'Give it a name.'),
  users: listField(z.string()),
  intent: jsonField(z.object({ a: z.number() })).optional(),
})
const echo = defineAction({ schema, run: async ({ actor }, input) => ({ by: actor.name, ...input }) })
const failing = (error: unknown) =>
  defineAction({ schema: z.object({}), run: async () => Promise.reject(error) })(IDLE, form([]))

describe('an action', () => {
  it('hands the checked form to its verb, with the operator', async () => {
    const fields: [string, string][] = [
      ['name', 'x'],
      ['users', 'a'],
      ['users', 'b'],
      ['intent', '{"a":1}'],
      ['$ACTION_ID_1', ''],
    ]
    expect(await echo(IDLE, form(fields))).toEqual({
      status: 'done',
      value: { by: 'mira', name: 'x', users: ['a', 'b'], intent: { a: 1 } },
    })
  })

  it('takes one value of a list, or none, as a list', async () => {
    expect(
      await echo(
        IDLE,
        form([
          ['name', 'x'],
          ['users', 'a'],
        ]),
      ),
    ).toMatchObject({ value: { users: ['a'] } })
    expect(await echo(IDLE, form([['name', 'x']]))).toMatchObject({ value: { users: [] } })
  })

  it('answers a form that cannot be used field by field', async () => {
    expect(
      await echo(
        IDLE,
        form([
          ['name', ''],
          ['intent', '{'],
        ]),
      ),
    ).toMatchObject({
      status: 'failed',
      code: 'invalid',
      fields: { name: 'Give it a name.', intent: 'This is not JSON.' },
      errorId: null,
    })
  })

  it('keeps the words of our own errors', async () => {
    const error = new AppError('accessDenied', 'AWS said no.', {
      answer: 'AccessDenied x',
      missingAction: 'iam:X',
    })
    expect(await failing(error)).toEqual({
      status: 'failed',
      code: 'accessDenied',
      message: 'AWS said no.',
      answer: 'AccessDenied x',
      missingAction: 'iam:X',
      unread: null,
      fields: {},
      errorId: null,
    })
  })

  it('shows an id and never the text of an unexpected error', async () => {
    const state = await failing(new Error('password hunter2 at /srv/secret'))
    expect(state).toMatchObject({
      status: 'failed',
      code: 'internal',
      errorId: expect.stringMatching(/^[\da-f]{8}$/),
    })
    expect(JSON.stringify(state)).not.toMatch(/hunter2|srv/)
  })

  it('lets Next redirect and show its not-found page', async () => {
    await expect(
      defineAction({ schema: z.object({}), run: async () => redirect('/') })(IDLE, form([])),
    ).rejects.toThrow('NEXT_REDIRECT')
    await expect(readPage(async () => notFound())).rejects.toThrow('NEXT_HTTP_ERROR')
  })

  it('runs nothing for a stranger', async () => {
    requestScope.cookies.clear()
    const run = vi.fn()
    const state = await defineAction({ schema: z.object({}), run })(IDLE, form([]))
    expect(state).toMatchObject({
      status: 'failed',
      code: 'forbidden',
      message: expect.stringContaining('signed out'),
    })
    expect(run).not.toHaveBeenCalled()
  })
})

describe('a page', () => {
  it('reads, or says in a sentence why not', async () => {
    expect(await readPage(async ({ actor }) => actor.capabilities)).toEqual({
      ok: true,
      value: ['read', 'modify'],
    })
    expect(await readPage(() => Promise.reject(new AppError('throttled', 'Wait.')))).toEqual({
      ok: false,
      code: 'throttled',
      message: 'Wait.',
      answer: null,
      missingAction: null,
      unread: null,
      errorId: null,
    })
  })
})
