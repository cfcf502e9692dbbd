import { hostsLine, percentEncode, percentEncodedToken } from '../quoting'
import type { RecipeId, RecipeInput, RecipeTemplate } from '../recipe'

const portOf = ({ endpoint, dial }: RecipeInput) => dial?.port ?? endpoint.port

/** pgJDBC reads its URL percent-decoded, the token too. */
function postgresUrl(input: RecipeInput, token: string): string {
  const place = `${input.endpoint.host}:${portOf(input)}/${percentEncode(input.databaseName)}`
  const who = `user=${percentEncode(input.databaseUser)}&password=${percentEncodedToken(token)}`
  return `jdbc:postgresql://${place}?${who}&sslmode=verify-full&sslrootcert=${percentEncode(input.caFile)}`
}

/** MariaDB Connector/J takes its URL as it stands: a token's `&` would end the password, so that has a field of its own. */
function mariadbFields(input: RecipeInput, token: string): string {
  const place = `${input.endpoint.host}:${portOf(input)}/${input.databaseName}`
  return [
    `URL: jdbc:mariadb://${place}?sslMode=verify-full&serverSslCert=${input.caFile}`,
    `User: ${input.databaseUser}`,
    `Password: ${token}`,
  ].join('\n')
}

const desktop = (id: RecipeId, label: string, input: RecipeInput) => ({
  id,
  label,
  group: 'desktop' as const,
  isRun: false,
  hostsLine: hostsLine(input),
})

export const dbeaverRecipe = (input: RecipeInput): RecipeTemplate => ({
  ...desktop('dbeaver', 'DBeaver', input),
  summary: 'JDBC address, paste into New Connection from URL',
  write: token => postgresUrl(input, token),
})

export const datagripRecipe = (input: RecipeInput): RecipeTemplate => ({
  ...desktop('datagrip', 'DataGrip', input),
  summary: 'JDBC address, paste into Data Source from URL, no authentication',
  write: token => postgresUrl(input, token),
})

export const dbeaverMariadbRecipe = (input: RecipeInput): RecipeTemplate => ({
  ...desktop('dbeaver', 'DBeaver', input),
  summary: 'URL, user and password, for the MariaDB driver',
  write: token => mariadbFields(input, token),
})

export const datagripMariadbRecipe = (input: RecipeInput): RecipeTemplate => ({
  ...desktop('datagrip', 'DataGrip', input),
  summary: 'URL, user and password, for the MariaDB driver',
  write: token => mariadbFields(input, token),
})
