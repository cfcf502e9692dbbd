import 'server-only'
import { columnFor } from '@/lib/access/decide/columns'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { hasIam } from '@/lib/access/model/inventory'
import type { Asked } from '@/lib/services/doctor/asked'
import { type CheckFinding, cannotTell, failed, ok } from '@/lib/services/doctor/check-answer'

const TITLE = 'Whether the proxy gets on to its database'

/** RDS User Guide, "Troubleshooting for RDS Proxy": behind it, the proxy signs in by itself. */
export async function checkSecondHop({ reading, target, databaseUser }: Asked): Promise<CheckFinding> {
  const evaluated = true
  if (target.kind !== 'proxy')
    return ok({ title: 'No proxy in between', evidence: `${target.name} is dialled itself.`, evaluated })
  const cause = 'proxySecondHop' as const
  if (!databaseUser)
    return cannotTell({
      cause,
      title: TITLE,
      evidence: 'Name the database user: each has a way of its own.',
      evaluated,
    })
  if (!hasIam(reading))
    return cannotTell({
      cause,
      title: TITLE,
      evidence: 'Users, roles and policies were not read.',
      evaluated,
    })
  const { secondHop } = columnFor(compileAccess(reading), target, databaseUser)
  const behind = target.proxy?.targets.map(({ name, health }) => `${name} is ${health}`).join(', ')
  const state = behind ? ` Behind it, ${behind}.` : ''
  if (!secondHop || secondHop.state === 'unknown')
    return cannotTell({
      cause,
      title: TITLE,
      evidence: `${secondHop?.text ?? 'What stands behind it was not read.'}${state}`,
      evaluated,
    })
  if (secondHop.state === 'fails')
    return failed({
      cause,
      title: `${target.name} cannot sign in to its database as ${databaseUser}`,
      evidence: `${secondHop.text}${secondHop.missing ? ` Missing: ${secondHop.missing}.` : ''}${state}`,
      known: { secondHopFails: secondHop.text },
      evaluated,
    })
  const said = { evidence: `${secondHop.text}${state}`, evaluated }
  return secondHop.state === 'works'
    ? ok({ title: 'The proxy gets on to its database', ...said })
    : cannotTell({ cause, title: TITLE, ...said })
}
