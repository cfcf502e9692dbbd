import { dialAddress, scriptString } from '../quoting'
import type { RecipeInput, RecipeTemplate } from '../recipe'

/** node-postgres keeps `ssl.servername` only where the host is an address. */
export function nodePgRecipe(input: RecipeInput): RecipeTemplate {
  const { endpoint, dial } = input
  const host = dial ? dialAddress(dial) : endpoint.host
  return {
    id: 'node',
    label: 'node pg',
    group: 'code',
    isRun: true,
    summary: 'module with pg.Client, TLS verified',
    write: token => `import { readFileSync } from 'node:fs'
import pg from 'pg'

const client = new pg.Client({
  host: ${scriptString(host)},
  port: ${dial?.port ?? endpoint.port},
  user: ${scriptString(input.databaseUser)},
  database: ${scriptString(input.databaseName)},
  password: ${scriptString(token)},
  ssl: {
    ca: readFileSync(${scriptString(input.caFile)}, 'utf8'),
    rejectUnauthorized: true,
    servername: ${scriptString(endpoint.host)},
  },
})
await client.connect()
console.log((await client.query('select current_user')).rows)
await client.end()
`,
  }
}
