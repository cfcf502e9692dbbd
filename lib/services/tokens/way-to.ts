import 'server-only'
import { databaseNameOf } from '@/lib/access/model/engine-family/engine-families'
import type { Endpoint, Target } from '@/lib/access/model/target'
import { settings } from '@/lib/config/env'
import type { RecipeInput } from '@/lib/connect/recipe'

/** How an endpoint is reached as a database user from where this server is: all of a recipe but its token. */
export function wayTo(
  target: Target,
  { host, port }: Endpoint,
  databaseUser: string,
): Omit<RecipeInput, 'token'> {
  const { tunnels, caFile } = settings()
  return {
    endpoint: { host, port },
    dial: tunnels.get(`${host}:${port}`) ?? null,
    region: target.region,
    databaseUser,
    databaseName: databaseNameOf(target),
    caFile,
    family: target.family,
  }
}
