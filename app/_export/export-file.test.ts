import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import type { PageReading } from '@/lib/actions/read-page'
import { asJson, exportAnswer } from './export-file'

let readings = 0
function ask(
  query: string,
  { name = 'orders', failure }: { name?: string; failure?: 'notFound' | 'throttled' } = {},
) {
  const failed = { message: 'Wait.', answer: null, missingAction: null, unread: null, errorId: null }
  const read = async (): Promise<PageReading<number>> => {
    readings += 1
    return failure ? { ok: false, code: failure, ...failed } : { ok: true, value: 42 }
  }
  return exportAnswer(new Request(`http://127.0.0.1/export?${query}`), {
    name,
    read,
    write: { csv: value => `${value}\r\n`, json: asJson },
  })
}

it('writes the format that is asked for, the first where none is', async () => {
  for (const [query, type, body] of [
    ['', 'text/csv; charset=utf-8', '42\r\n'],
    ['find=x', 'text/csv; charset=utf-8', '42\r\n'],
    ['format=csv', 'text/csv; charset=utf-8', '42\r\n'],
    ['format=json', 'application/json; charset=utf-8', '42\n'],
  ] as const) {
    const answer = await ask(query)
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      type,
      body,
    ])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const digest = createHash('sha256').update(body).digest('base64')
    expect(answer.headers.get('repr-digest')).toBe(`sha-256=:${digest}:`)
  }
})

it.each([
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'ocsf',
  'sarif',
  'CSV',
  '',
  'csv&format=json',
  'csv&format=csv',
])('answers ?format=%s with 400 and the formats there are, before anything is read', async format => {
  const before = readings
  const answer = await ask(`format=${format}`)
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('csv or json')])
  expect(readings).toBe(before)
})

it('answers one failure with one status and its sentence', async () => {
  const [gone, throttled] = await Promise.all([
    ask('', { failure: 'notFound' }),
    ask('', { failure: 'throttled' }),
  ])
  expect([gone.status, throttled.status, await throttled.text()]).toEqual([404, 503, 'Wait.\n'])
})

it.each([
  ['orders', 'attachment; filename=orders.csv'],
  ['größe', `attachment; filename="gr??e.csv"; filename*=UTF-8''gr%C3%B6%C3%9Fe.csv`],
  ['a"; x=y', 'attachment; filename="a\\"; x=y.csv"'],
  ['../../etc/passwd\r\nx', 'attachment; filename=.._.._etc_passwd__x.csv'],
])('names a file %j so that every browser reads that, and no header breaks', async (name, header) => {
  expect((await ask('', { name })).headers.get('content-disposition')).toBe(header)
})
