import { postgresName } from '@/lib/access/model/engine-family/quoted-names'
import { ofKind, rightGroups } from '../fact-sets'
import type { FutureFact, Place, UserFact } from '../user-fact'

const inSchema = ({ schema, name }: { schema: string; name: string }) =>
  `${postgresName(schema)}.${postgresName(name)}`

/** What follows ON; null: PostgreSQL knows no such place. */
function placeOf(on: Place): string | null {
  switch (on.level) {
    case 'server':
      return null
    case 'database':
      return `DATABASE ${postgresName(on.database)}`
    case 'schema':
      return `SCHEMA ${postgresName(on.schema)}`
    case 'everyTable':
      return `ALL TABLES IN SCHEMA ${postgresName(on.schema)}`
    case 'everySequence':
      return `ALL SEQUENCES IN SCHEMA ${postgresName(on.schema)}`
    default:
      return `${on.level === 'table' ? 'TABLE' : 'SEQUENCE'} ${inSchema(on)}`
  }
}

function futureStatements(futures: readonly FutureFact[], role: string, on: boolean): string[] {
  const groups = new Map<string, string[]>()
  for (const { madeBy, schema, of, privilege } of futures) {
    const where = `FOR ROLE ${postgresName(madeBy)} IN SCHEMA ${postgresName(schema)}`
    const whose = `ON ${of === 'table' ? 'TABLES' : 'SEQUENCES'} ${on ? 'TO' : 'FROM'} ${role}`
    const key = `${where}\0${whose}`
    groups.set(key, [...(groups.get(key) ?? []), privilege])
  }
  return [...groups].map(([key, privileges]) => {
    const [where, whose] = key.split('\0')
    return `ALTER DEFAULT PRIVILEGES ${where} ${on ? 'GRANT' : 'REVOKE'} ${privileges.join(', ')} ${whose};`
  })
}

/** PostgreSQL manual, "GRANT", "REVOKE", "ALTER DEFAULT PRIVILEGES". `role` as it stands in a statement. */
export function changeRights(facts: readonly UserFact[], role: string, on: boolean): string[] {
  const rights = rightGroups(ofKind(facts, 'right')).flatMap(group => {
    const place = placeOf(group.on)
    if (place === null) return []
    const what = `${group.privileges.join(', ')} ON ${place}`
    if (!on) return [`REVOKE ${what} FROM ${role};`]
    return [`GRANT ${what} TO ${role}${group.grantable ? ' WITH GRANT OPTION' : ''};`]
  })
  return [...rights, ...futureStatements(ofKind(facts, 'future'), role, on)]
}
