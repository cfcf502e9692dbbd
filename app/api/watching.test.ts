import { beforeEach, expect, it, vi } from 'vitest'
import { GET as health } from '@/app/api/health/route'
import { GET as metrics } from '@/app/api/metrics/route'
import { requestScope } from '@/lib/actions/testing/request-scope'
import { holdsToken } from '@/lib/operator/may-watch'

const TOKEN = 'a token of twenty-six chars'
const ELSEWHERE = { host: 'gatehouse.example.com' }
/** Nothing listens there. */
const NO_RECORDS = 'postgresql://gatehouse@127.0.0.1:1/gatehouse'

beforeEach(() => {
  vi.stubEnv('GATEHOUSE_METRICS_TOKEN', TOKEN)
  vi.stubEnv('DATABASE_URL', NO_RECORDS)
  vi.stubEnv('GATEHOUSE_PUBLIC_URL', '')
})

function ask(door: (request: Request) => Promise<Response>, path: string, headers: Record<string, string>) {
  requestScope.headers = new Headers(headers)
  return door(new Request(`http://127.0.0.1:4400${path}`, { headers }))
}

const STRANGERS: [string, Record<string, string>, string?][] = [
  ['from another machine', ELSEWHERE],
  ['with a wrong token', { ...ELSEWHERE, authorization: `Bearer ${TOKEN}x` }],
  ['through a proxy that rewrites Host', { host: '127.0.0.1:4400', 'x-forwarded-for': '203.0.113.9' }],
  ['where a public address is set', { host: '127.0.0.1:4400' }, 'https://gatehouse.example.com'],
]
const WATCHERS: [string, Record<string, string>][] = [
  ['from this machine', { host: '127.0.0.1:4400' }],
  ['with the token', { ...ELSEWHERE, authorization: `Bearer ${TOKEN}` }],
]

it.each(STRANGERS)(
  'a stranger %s learns only whether it is alive and ready',
  async (_, headers, publicUrl = '') => {
    vi.stubEnv('GATEHOUSE_PUBLIC_URL', publicUrl)
    const alive = await ask(health, '/api/health', headers)
    expect([alive.status, await alive.json()]).toEqual([200, { status: 'ok' }])
    const ready = await ask(health, '/api/health?ready', headers)
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'unavailable' }])
    expect((await ask(metrics, '/api/metrics', headers)).status).toBe(401)
  },
)

it.each(WATCHERS)('a watcher %s is told more, and the same about being ready', async (_, headers) => {
  const alive = await ask(health, '/api/health', headers)
  expect([alive.status, await alive.json()]).toEqual([
    200,
    {
      status: 'ok',
      version: expect.any(String),
      records: 'unavailable',
      inventoryAgeSeconds: null,
      dataAgeSeconds: null,
    },
  ])
  expect((await ask(health, '/api/health?ready', headers)).status).toBe(503)
  expect(await (await ask(metrics, '/api/metrics', headers)).text()).toContain('gatehouse_verb_seconds')
})

it('without a token in the settings no token opens anything', () => {
  expect(holdsToken('Bearer null', null)).toBe(false)
  expect(holdsToken(null, TOKEN)).toBe(false)
  expect(holdsToken(`Basic ${TOKEN}`, TOKEN)).toBe(false)
})
