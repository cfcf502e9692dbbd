import { dialAddress, percentEncode, percentEncodedToken } from '../quoting'
import type { RecipeInput, RecipeTemplate } from '../recipe'

/** libpq manual, "Connection URIs": every reserved letter of the token is percent-encoded. */
export function uriRecipe(input: RecipeInput): RecipeTemplate {
  const { endpoint, dial } = input
  const user = percentEncode(input.databaseUser)
  const database = percentEncode(input.databaseName)
  const address = dial ? `hostaddr=${percentEncode(dialAddress(dial))}&` : ''
  const query = `${address}sslmode=verify-full&sslrootcert=${percentEncode(input.caFile)}`
  const place = `${endpoint.host}:${dial?.port ?? endpoint.port}/${database}`
  return {
    id: 'uri',
    label: 'URI',
    group: 'line',
    isRun: true,
    summary: `postgresql://${user}:…@${place}?sslmode=verify-full`,
    write: token => `postgresql://${user}:${percentEncodedToken(token)}@${place}?${query}`,
  }
}
