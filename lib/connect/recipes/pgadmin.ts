import { dialAddress } from '../quoting'
import type { RecipeInput, RecipeTemplate } from '../recipe'
import { tokenCommand } from '../token-command'

const TOKEN_SECONDS = 840

/**
 * pgAdmin's own file of servers (Tools, Import/Export Servers). It runs the command at each login, in desktop mode alone,
 * so no token is in it; pgAdmin documentation, "Server Dialog", Advanced tab.
 */
export function pgadminRecipe(input: RecipeInput): RecipeTemplate {
  const { endpoint, dial } = input
  const server = {
    Name: `${input.databaseUser} on ${endpoint.host.split('.')[0]}`,
    Group: 'RDS IAM',
    Host: endpoint.host,
    Port: dial?.port ?? endpoint.port,
    MaintenanceDB: input.databaseName,
    Username: input.databaseUser,
    PasswordExecCommand: tokenCommand(input),
    PasswordExecExpiration: TOKEN_SECONDS,
    ConnectionParameters: {
      sslmode: 'verify-full',
      sslrootcert: input.caFile,
      ...(dial ? { hostaddr: dialAddress(dial) } : {}),
    },
  }
  return {
    id: 'pgadmin',
    label: 'pgAdmin',
    group: 'desktop',
    isRun: false,
    summary: 'servers file with a password command: a new token at each login',
    write: () => `${JSON.stringify({ Servers: { 1: server } }, null, 2)}\n`,
  }
}
