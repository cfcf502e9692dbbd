import type { Principal } from '@/lib/access/model/principal'
import { principalMissing } from '@/lib/access/reading/principal-missing'
import type { CompiledAccess } from './compile-access'
import { memoizePerReading } from './memoize-per-access'

const indexes = memoizePerReading(
  'principal index',
  access => new Map(access.inventory.principals.map((principal, index) => [principal.arn, index])),
)

/** The principal of that ARN and its place in the compiled policies; throws where this reading has none. */
export function findPrincipal(access: CompiledAccess, arn: string): { principal: Principal; index: number } {
  const index = indexes(access).get(arn)
  const principal = index === undefined ? undefined : access.inventory.principals[index]
  if (index === undefined || !principal) throw principalMissing(arn, access.inventory)
  return { principal, index }
}

/** Null where `findPrincipal` would throw. */
export function indexOfPrincipal(access: CompiledAccess, arn: string): number | null {
  return indexes(access).get(arn) ?? null
}
