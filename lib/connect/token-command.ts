import { shellWord } from './quoting'
import type { RecipeInput } from './recipe'

/** AWS CLI Command Reference, rds generate-db-auth-token: signed on the machine it runs on, by the credentials there. */
export const tokenCommand = ({
  endpoint,
  region,
  databaseUser,
}: Pick<RecipeInput, 'region' | 'databaseUser'> & {
  /** A port may be a place to be filled in. */
  endpoint: { host: string; port: number | string }
}): string =>
  [
    'aws rds generate-db-auth-token',
    `--hostname ${endpoint.host} --port ${endpoint.port} --region ${region}`,
    `--username ${shellWord(databaseUser)}`,
  ].join(' ')
