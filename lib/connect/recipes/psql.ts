import { conninfoValue, dialAddress, shellQuoted } from '../quoting'
import type { RecipeInput, RecipeTemplate } from '../recipe'

/** The leading space keeps it out of the history of most shells; the password lives for this one command. */
export function psqlRecipe(input: RecipeInput): RecipeTemplate {
  const { endpoint, dial, caFile } = input
  const where = dial
    ? `host=${endpoint.host} hostaddr=${dialAddress(dial)} port=${dial.port}`
    : `host=${endpoint.host} port=${endpoint.port}`
  const who = `dbname=${conninfoValue(input.databaseName)} user=${conninfoValue(input.databaseUser)}`
  const conninfo = `${where}\n    ${who}\n    sslmode=verify-full sslrootcert=${conninfoValue(caFile)}`
  return {
    id: 'psql',
    label: 'psql',
    group: 'line',
    isRun: true,
    summary: 'command with PGPASSWORD, TLS verified',
    write: token => ` PGPASSWORD=${shellQuoted(token)} \\\n  psql ${shellQuoted(conninfo)}`,
  }
}
