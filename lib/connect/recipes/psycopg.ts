import { dialAddress, doubleQuoted } from '../quoting'
import type { RecipeInput, RecipeTemplate } from '../recipe'

/** The arguments of libpq, by name: nothing of the token is read as a part of an address. */
export function libpqArguments({ endpoint, dial, ...input }: RecipeInput): [string, string][] {
  return [
    ['host', doubleQuoted(endpoint.host)],
    ...(dial ? [['hostaddr', doubleQuoted(dialAddress(dial))] as [string, string]] : []),
    ['port', String(dial?.port ?? endpoint.port)],
    ['dbname', doubleQuoted(input.databaseName)],
    ['user', doubleQuoted(input.databaseUser)],
    ['sslmode', '"verify-full"'],
    ['sslrootcert', doubleQuoted(input.caFile)],
  ]
}

export function psycopgRecipe(input: RecipeInput): RecipeTemplate {
  return {
    id: 'psycopg',
    label: 'psycopg',
    group: 'code',
    isRun: true,
    summary: 'Python, psycopg 3 or 2, TLS verified',
    write: token => `import psycopg  # psycopg2 takes the same arguments

connection = psycopg.connect(
${[...libpqArguments(input), ['password', doubleQuoted(token)]].map(([name, value]) => `    ${name}=${value},`).join('\n')}
)
cursor = connection.cursor()
cursor.execute("select current_user")
print(cursor.fetchone())
connection.close()
`,
  }
}
