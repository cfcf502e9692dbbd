import { dialAddress, scriptString } from '../quoting'
import type { RecipeInput, RecipeTemplate } from '../recipe'

/**
 * mysql2 sends the token only with `enableCleartextPlugin` (off by default since 3.22), and checks the certificate
 * against `host`: a tunnel is therefore a `stream` of its own.
 */
export function nodeMysql2Recipe(input: RecipeInput): RecipeTemplate {
  const { endpoint, dial } = input
  const stream = dial ? `\n  stream: () => connect(${dial.port}, ${scriptString(dialAddress(dial))}),` : ''
  return {
    id: 'node',
    label: 'node mysql2',
    group: 'code',
    isRun: true,
    summary: 'module with enableCleartextPlugin, TLS verified',
    write: token => `import { readFileSync } from 'node:fs'
${dial ? "import { connect } from 'node:net'\n" : ''}import mysql from 'mysql2/promise'

const connection = await mysql.createConnection({
  host: ${scriptString(endpoint.host)},
  port: ${endpoint.port},${stream}
  user: ${scriptString(input.databaseUser)},
  database: ${scriptString(input.databaseName)},
  password: ${scriptString(token)},
  enableCleartextPlugin: true,
  ssl: {
    ca: readFileSync(${scriptString(input.caFile)}, 'utf8'),
    rejectUnauthorized: true,
    verifyIdentity: true,
  },
})
console.log((await connection.query('select current_user()'))[0])
await connection.end()
`,
  }
}
