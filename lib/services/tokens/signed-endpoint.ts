import 'server-only'
import type { Target } from '@/lib/access/model/target'
import {
  endpointNamed,
  endpointsOf,
  MAIN_ENDPOINT,
  type TargetEndpoint,
} from '@/lib/connect/target-endpoints'
import { AppError } from '@/lib/errors'

/** The endpoint as it must be signed: AWS's own, in lower case. `id` is a choice among those that AWS names now. */
export function signedEndpoint(target: Target, id: string = MAIN_ENDPOINT): TargetEndpoint {
  const endpoint = endpointNamed(target, id)
  if (endpoint) return { ...endpoint, host: endpoint.host.trim().toLowerCase() }
  if (id === MAIN_ENDPOINT) {
    throw new AppError(
      'conflict',
      `${target.name} has no endpoint now: its status is ${target.status}. Nothing was issued. Wait until it is available.`,
    )
  }
  const there = endpointsOf(target).map(({ label }) => label)
  throw new AppError(
    'conflict',
    `${target.name} does not have that endpoint any more. Nothing was issued. Choose another: ${there.join(', ')}.`,
  )
}
