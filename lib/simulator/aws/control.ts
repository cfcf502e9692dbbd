import { faultSettings } from '@/lib/simulator/aws/faults'
import type { Surroundings } from '@/lib/simulator/aws/handle-request'

/** For tests and the demo only; the server listens on loopback alone. */
export function control(
  method: string,
  path: string,
  body: string,
  around: Surroundings,
): { status: number; body: unknown } {
  if (path === '/_simulator/state' && method === 'GET') return { status: 200, body: plain(around.world) }
  if (path !== '/_simulator/faults') return { status: 404, body: { message: `Nothing at ${path}` } }
  if (method === 'GET') return { status: 200, body: around.faults.current }
  if (method === 'DELETE') around.faults.clear()
  else if (method === 'PUT') {
    const settings = faultSettings.safeParse(parse(body))
    if (!settings.success) return { status: 400, body: { message: settings.error.message } }
    around.faults.set(settings.data)
  } else return { status: 405, body: { message: 'GET, PUT or DELETE' } }
  return { status: 200, body: around.faults.current }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

const SECRETS = new Set(['secret', 'token'])

/** The world as JSON: maps become objects, secrets stay here. */
function plain(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner)]))
  if (Array.isArray(value)) return value.map(plain)
  if (value instanceof Date || typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(
    ([key, inner]) => !(SECRETS.has(key) && typeof inner === 'string'),
  )
  return Object.fromEntries(entries.map(([key, inner]) => [key, plain(inner)]))
}
