import { shellQuoted, shellWord } from '../quoting'
import type { RecipeInput, RecipeTemplate } from '../recipe'

/** MySQL manual, "Client-Side Cleartext Pluggable Authentication"; MariaDB's client sends it without the flag. */
export function mysqlRecipe(input: RecipeInput): RecipeTemplate {
  const { endpoint, dial } = input
  const client =
    input.family === 'mariadb'
      ? 'mariadb --ssl-verify-server-cert'
      : 'mysql --enable-cleartext-plugin --ssl-mode=VERIFY_IDENTITY'
  const where = `--protocol=tcp --host=${endpoint.host} --port=${dial?.port ?? endpoint.port}`
  const database = input.databaseName ? ` ${shellWord(input.databaseName)}` : ''
  return {
    id: 'mysql',
    label: input.family === 'mariadb' ? 'mariadb' : 'mysql',
    summary: dial
      ? `command with MYSQL_PWD; needs ${dial.host} ${endpoint.host} in the hosts file`
      : 'command with MYSQL_PWD, TLS verified',
    write: token =>
      ` MYSQL_PWD=${shellQuoted(token)} \\\n ${client} --ssl-ca=${shellWord(input.caFile)} \\\n  ${where} --user=${shellWord(input.databaseUser)}${database}`,
  }
}
