import { dialAddress, scriptString } from '../quoting'
import type { RecipeInput, RecipeTemplate } from '../recipe'

const signerOf = ({ endpoint, region, databaseUser }: RecipeInput) => `const signer = new Signer({
  hostname: ${scriptString(endpoint.host)},
  port: ${endpoint.port},
  region: ${scriptString(region)},
  username: ${scriptString(databaseUser)},
})`

const application = (label: string, summary: string) => ({
  id: 'node-pool' as const,
  label,
  group: 'application' as const,
  isRun: true,
  summary,
})

/** node-postgres calls a password that is a function for each new connection, since 7.12. */
export function nodePgPoolRecipe(input: RecipeInput): RecipeTemplate {
  const { endpoint, dial } = input
  return {
    ...application('pg pool', 'Node: a token for each connection of the pool'),
    write: () => `import { readFileSync } from 'node:fs'
import { Signer } from '@aws-sdk/rds-signer'
import pg from 'pg'

${signerOf(input)}

const pool = new pg.Pool({
  host: ${scriptString(dial ? dialAddress(dial) : endpoint.host)},
  port: ${dial?.port ?? endpoint.port},
  user: ${scriptString(input.databaseUser)},
  database: ${scriptString(input.databaseName)},
  password: () => signer.getAuthToken(),
  ssl: {
    ca: readFileSync(${scriptString(input.caFile)}, 'utf8'),
    rejectUnauthorized: true,
    servername: ${scriptString(endpoint.host)},
  },
})
console.log((await pool.query('select current_user')).rows)
await pool.end()
`,
  }
}

/** mysql2 takes no function as a password: the plugin that the server asks for is called for each new connection instead. */
export function nodeMysql2PoolRecipe(input: RecipeInput): RecipeTemplate {
  const { endpoint, dial } = input
  const stream = dial ? `\n  stream: () => connect(${dial.port}, ${scriptString(dialAddress(dial))}),` : ''
  return {
    ...application('mysql2 pool', 'Node: a token for each connection of the pool'),
    write: () => `import { readFileSync } from 'node:fs'
${dial ? "import { connect } from 'node:net'\n" : ''}import { Signer } from '@aws-sdk/rds-signer'
import mysql from 'mysql2/promise'

${signerOf(input)}

const pool = mysql.createPool({
  host: ${scriptString(endpoint.host)},
  port: ${endpoint.port},${stream}
  user: ${scriptString(input.databaseUser)},
  database: ${scriptString(input.databaseName)},
  authPlugins: {
    mysql_clear_password: () => async () => Buffer.from(\`\${await signer.getAuthToken()}\\0\`),
  },
  ssl: {
    ca: readFileSync(${scriptString(input.caFile)}, 'utf8'),
    rejectUnauthorized: true,
    verifyIdentity: true,
  },
})
console.log((await pool.query('select current_user()'))[0])
await pool.end()
`,
  }
}
