import { expect, it } from 'vitest'
import { jsonAnswer, textFailure } from '@/lib/actions/route-answer'
import type { AppErrorCode } from '@/lib/errors'

const failure = (code: AppErrorCode) => ({
  code,
  message: 'Wait.',
  answer: null,
  missingAction: null,
  unread: null,
  errorId: null,
})

const STATUS: [AppErrorCode, number][] = [
  ['invalid', 400],
  ['forbidden', 403],
  ['notFound', 404],
  ['conflict', 409],
  ['limitExceeded', 409],
  ['internal', 500],
  ['accessDenied', 502],
  ['notImplemented', 502],
  ['noCredentials', 503],
  ['throttled', 503],
  ['unavailable', 503],
]

it.each(STATUS)('%s is answered with %i, as JSON and instead of a file', async (code, status) => {
  const json = jsonAnswer({ ok: false, ...failure(code) })
  expect([json.status, await json.json()]).toEqual([status, { ok: false, ...failure(code) }])
  const text = textFailure(failure(code))
  expect([text.status, await text.text()]).toEqual([status, 'Wait.\n'])
})

it('an answer is JSON under `value`, and nothing on the way keeps it', async () => {
  const answer = jsonAnswer({ ok: true, value: [1] })
  expect([answer.status, answer.headers.get('cache-control'), await answer.json()]).toEqual([
    200,
    'no-store',
    { ok: true, value: [1] },
  ])
})

it('instead of a file stands what to add, and that an empty one would pass for an answer', async () => {
  const denied = { ...failure('accessDenied'), missingAction: 'iam:ListUsers' }
  const text = textFailure({ ...denied, unread: { triedAt: null, soFar: null } })
  expect(await text.text()).toBe(
    'Wait. Permission to add: iam:ListUsers. There is no file: an empty one would pass for an answer.\n',
  )
})
