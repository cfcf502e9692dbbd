import 'server-only'
import type { Endpoint, Target } from '@/lib/access/model/target'
import { AppError } from '@/lib/errors'

/** The endpoint as it must be signed: AWS's own, in lower case. */
export function signedEndpoint(target: Target): Endpoint {
  const { endpoint } = target
  if (endpoint) return { host: endpoint.host.trim().toLowerCase(), port: endpoint.port }
  throw new AppError(
    'conflict',
    `${target.name} has no endpoint now: its status is ${target.status}. Nothing was issued. Wait until it is available.`,
  )
}
