import { hostsLine, shellQuoted, shellWord } from '../quoting'
import type { RecipeInput, RecipeTemplate } from '../recipe'

/**
 * Two programs bear the name `mysql`: MySQL's own knows `--ssl-mode`, MariaDB's (which Debian installs under that name) only
 * `--ssl-verify-server-cert`. Of a `--loose-` option the one that does not know it warns, and each knows one of the two.
 * MySQL manual, "Program Option Modifiers".
 */
export const MYSQL_FLAGS = '--loose-ssl-mode=VERIFY_IDENTITY --loose-ssl-verify-server-cert'
export const MARIADB_FLAGS = '--ssl-verify-server-cert'

/** MySQL manual, "Client-Side Cleartext Pluggable Authentication": its client sends a token with this set, MariaDB's without. */
export const CLEARTEXT_VARIABLE = 'LIBMYSQL_ENABLE_CLEARTEXT_PLUGIN=1'

function commandOf(
  program: 'mysql' | 'mariadb',
  [variables, flags]: [string, string],
  summary: string,
  input: RecipeInput,
): RecipeTemplate {
  const { endpoint, dial } = input
  const where = `--protocol=tcp --host=${endpoint.host} --port=${dial?.port ?? endpoint.port}`
  const database = input.databaseName ? ` ${shellWord(input.databaseName)}` : ''
  return {
    id: program,
    label: program,
    group: 'line',
    isRun: true,
    summary,
    hostsLine: hostsLine(input),
    write: token =>
      ` ${variables}MYSQL_PWD=${shellQuoted(token)} \\\n  ${program} ${flags} --ssl-ca=${shellWord(input.caFile)} \\\n  ${where} --user=${shellWord(input.databaseUser)}${database}`,
  }
}

export const mysqlRecipe = (input: RecipeInput) =>
  commandOf(
    'mysql',
    [`${CLEARTEXT_VARIABLE} `, MYSQL_FLAGS],
    "MySQL's own client, and MariaDB's under that name",
    input,
  )

export const mariadbRecipe = (input: RecipeInput) =>
  commandOf('mariadb', ['', MARIADB_FLAGS], 'command with MYSQL_PWD, TLS verified', input)
