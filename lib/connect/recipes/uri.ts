import { dialAddress, percentEncode } from '../quoting'
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
    summary: `postgresql://${user}:…@${place}?sslmode=verify-full`,
    write: token => `postgresql://${user}:${maskedOrEncoded(token)}@${place}?${query}`,
  }
}

/** The masked form keeps its dots readable. */
function maskedOrEncoded(token: string): string {
  return token.includes('•') ? token : percentEncode(token)
}
