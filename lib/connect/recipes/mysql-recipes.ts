import { shellQuoted, shellWord } from '@/lib/connect/quoting'
import type { RecipeInput, RecipeTemplate } from '@/lib/connect/recipe'

function commandOf(label: string, flags: string, input: RecipeInput): RecipeTemplate {
  const { endpoint, dial } = input
  const where = `--protocol=tcp --host=${endpoint.host} --port=${dial?.port ?? endpoint.port}`
  const database = input.databaseName ? ` ${shellWord(input.databaseName)}` : ''
  return {
    id: 'mysql',
    label,
    summary: dial
      ? `command with MYSQL_PWD; needs ${dial.host} ${endpoint.host} in the hosts file`
      : 'command with MYSQL_PWD, TLS verified',
    write: token =>
      ` MYSQL_PWD=${shellQuoted(token)} \\\n ${label} ${flags} --ssl-ca=${shellWord(input.caFile)} \\\n  ${where} --user=${shellWord(input.databaseUser)}${database}`,
  }
}

/** MySQL manual, "Client-Side Cleartext Pluggable Authentication". */
export const mysqlRecipe = (input: RecipeInput) =>
  commandOf('mysql', '--enable-cleartext-plugin --ssl-mode=VERIFY_IDENTITY', input)

/** MariaDB's client sends the token without the flag. */
export const mariadbRecipe = (input: RecipeInput) => commandOf('mariadb', '--ssl-verify-server-cert', input)
