import { postgresName } from '@/lib/access/model/engine-family/quoted-names'
import type { PlanNote } from '@/lib/grants/grant-plan'
import { actsAs } from '../may-grant'
import type { FutureFact } from '../user-fact'
import type { ServerState } from '../user-plan'

/**
 * PostgreSQL manual, "ALTER DEFAULT PRIVILEGES": they are those of one maker, and set by one that acts as it. Who owns
 * tables today is taken for who makes the later ones; whatever that does not cover is said.
 */
export function laterRights(
  kind: { tables: string[]; sequences: string[] },
  { database, schema }: { database: string; schema: string },
  state: ServerState,
): { facts: FutureFact[]; notes: PlanNote[] } {
  const here = state.owners.filter(owner => owner.database === database && owner.schema === schema)
  const makers = [...new Set(here.filter(({ owns }) => owns === 'tables').map(({ role }) => role))]
  const ours = makers.filter(role => actsAs(state, role))
  const facts = ours.flatMap(madeBy =>
    (['table', 'sequence'] as const).flatMap(of =>
      (of === 'table' ? kind.tables : kind.sequences).map(
        (privilege): FutureFact => ({ kind: 'future', privilege, of, database, schema, madeBy }),
      ),
    ),
  )
  const notes: PlanNote[] = makers
    .filter(role => !ours.includes(role))
    .map(role => ({
      tone: 'warn',
      text: `Tables that ${role} makes later in ${schema} are not covered: ${state.administrator.name} does not act as ${role}. As ${role}: ALTER DEFAULT PRIVILEGES IN SCHEMA ${postgresName(schema)} GRANT ${kind.tables.join(', ')} ON TABLES TO …;`,
    }))
  if (ours.length > 0)
    notes.push({
      tone: 'ok',
      text: `Tables that ${ours.join(', ')} makes later in ${schema} are covered; those of others are not.`,
    })
  if (makers.length === 0)
    notes.push({
      tone: 'warn',
      text: `Nobody owns a table in ${schema} of ${database} yet, so that tables made there later are not covered: who will make them is not known.`,
    })
  return { facts, notes }
}
