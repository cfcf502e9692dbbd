import { doubleQuoted, hostsLine } from '../quoting'
import type { RecipeInput, RecipeTemplate } from '../recipe'

/** asyncpg checks the certificate against the name it dials. */
export function asyncpgRecipe(input: RecipeInput): RecipeTemplate {
  const { endpoint, dial } = input
  return {
    id: 'asyncpg',
    label: 'asyncpg',
    group: 'code',
    isRun: true,
    summary: 'Python, asyncpg, TLS verified',
    hostsLine: hostsLine(input),
    write: token => `import asyncio
import ssl

import asyncpg


async def main():
    connection = await asyncpg.connect(
        host=${doubleQuoted(endpoint.host)},
        port=${dial?.port ?? endpoint.port},
        database=${doubleQuoted(input.databaseName)},
        user=${doubleQuoted(input.databaseUser)},
        password=${doubleQuoted(token)},
        ssl=ssl.create_default_context(cafile=${doubleQuoted(input.caFile)}),
    )
    print(await connection.fetchval("select current_user"))
    await connection.close()


asyncio.run(main())
`,
  }
}
