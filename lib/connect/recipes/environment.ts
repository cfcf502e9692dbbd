import { dialAddress, shellQuoted, shellWord } from '../quoting'
import type { RecipeInput, RecipeTemplate } from '../recipe'

export function environmentRecipe(input: RecipeInput): RecipeTemplate {
  const { endpoint, dial } = input
  const lines: [string, string][] = [
    ['PGHOST', endpoint.host],
    ...(dial ? [['PGHOSTADDR', dialAddress(dial)] as [string, string]] : []),
    ['PGPORT', String(dial?.port ?? endpoint.port)],
    ['PGUSER', input.databaseUser],
    ['PGDATABASE', input.databaseName],
    ['PGSSLMODE', 'verify-full'],
    ['PGSSLROOTCERT', input.caFile],
  ]
  return {
    id: 'env',
    label: 'env',
    group: 'line',
    isRun: true,
    summary: `${lines.map(([name]) => name).join(' ')} PGPASSWORD`,
    write: token =>
      [...lines.map(([name, value]) => [name, shellWord(value)]), ['PGPASSWORD', shellQuoted(token)]]
        .map(([name, value]) => ` export ${name}=${value}`)
        .join('\n'),
  }
}
