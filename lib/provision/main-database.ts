import { databaseNameOf } from '@/lib/access/model/engine-family/engine-families'
import type { Target } from '@/lib/access/model/target'
import type { ServerState } from './user-plan'

/** Where what belongs to no database is run. */
export function mainDatabase(target: Target, { databases }: Pick<ServerState, 'databases'>): string {
  const own = databaseNameOf(target)
  return own === '' || databases.includes(own) ? own : (databases[0] ?? own)
}
