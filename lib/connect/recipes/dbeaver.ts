import { percentEncode } from '../quoting'
import type { RecipeInput, RecipeTemplate } from '../recipe'

/** pgJDBC has no `hostaddr`: through a tunnel the real name must lead to the tunnel, or the certificate cannot match. */
export function dbeaverRecipe(input: RecipeInput): RecipeTemplate {
  const { endpoint, dial } = input
  const place = `${endpoint.host}:${dial?.port ?? endpoint.port}/${percentEncode(input.databaseName)}`
  const query = `sslmode=verify-full&sslrootcert=${percentEncode(input.caFile)}`
  return {
    id: 'dbeaver',
    label: 'DBeaver',
    summary: dial
      ? `JDBC address; needs ${dial.host} ${endpoint.host} in the hosts file`
      : 'JDBC address, paste into New Connection from URL',
    write: token => {
      const password = token.includes('•') ? token : percentEncode(token)
      return `jdbc:postgresql://${place}?user=${percentEncode(input.databaseUser)}&password=${password}&${query}`
    },
  }
}
