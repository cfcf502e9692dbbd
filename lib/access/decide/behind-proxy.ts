import { bare } from '@/lib/access/model/clause'
import { bestHop, everyHop, fails, type SecondHop, unknown } from '@/lib/access/model/second-hop'
import type { Target } from '@/lib/access/model/target'
import type { CompiledAccess } from './compile-access'
import { type AskedUser, hopByRole } from './hop-by-role'
import { hopBySecret } from './hop-by-secret'
import type { MatrixColumn } from './matrix-column'

type Asked = Pick<MatrixColumn, 'kind' | 'name' | 'representativeName' | 'members'>

const databasesBehind = ({ inventory }: CompiledAccess, proxy: Target) =>
  (proxy.proxy?.targets ?? []).map(({ name, resourceId, health }) => ({
    name,
    health,
    target: inventory.targets.find(each => each.resourceId === resourceId),
  }))

/** RDS API Reference, TargetHealth: the proxy does not reach it. For how long, and whether for everybody, is not said. */
function asHealthAllows(hop: SecondHop, name: string, health: string): SecondHop {
  const open = hop.state === 'works' || hop.state === 'conditional'
  if (!open || !health.startsWith('UNAVAILABLE')) return hop
  return unknown(`${bare(hop.text)}, but AWS says that ${name} is ${health} to the proxy.`)
}

/** What is known of the way from a proxy to its database, as one user. */
function hopOf(access: CompiledAccess, proxy: Target, asked: AskedUser): SecondHop {
  const { databaseAuth = 'secret', roleArn = null, alsoSecrets = false } = proxy.proxy ?? {}
  return everyHop(
    databasesBehind(access, proxy).map(({ name, target, health }) => {
      if (!target) return unknown(`${name} behind the proxy was not read.`)
      if (databaseAuth === 'secret') return hopBySecret(access.inventory, target, asked.representativeName)
      const byRole = asHealthAllows(hopByRole(access, roleArn, target, asked), name, health)
      if (byRole.state !== 'fails' || !alsoSecrets) return byRole
      // CreateDBProxy: the scheme is a default. AWS does not say that a secret beside it goes unused.
      const bySecret = hopBySecret(access.inventory, target, asked.representativeName)
      return bestHop([bySecret, byRole]) ?? byRole
    }),
  )
}

/** Of a proxy's column; a pattern stands for the users behind that it matches. Undefined where there is no proxy. */
export function secondHopOf(access: CompiledAccess, target: Target, column: Asked): SecondHop | undefined {
  if (!target.proxy) return undefined
  const { kind, members } = column
  if (kind === 'user' || kind === 'missing') return hopOf(access, target, column)
  const behind = databasesBehind(access, target)
  const read =
    behind.length > 0 && behind.every(each => each.target && access.inventory.scans[each.target.resourceId])
  const hops = members.map(name => hopOf(access, target, { name, representativeName: name }))
  if (!read) return bestHop([...hops, hopOf(access, target, column)]) ?? undefined
  const best = bestHop(hops)
  if (best && best.state !== 'fails') return best
  const names = behind.map(({ name }) => name).join(', ')
  return fails(
    `No user of ${names} behind the proxy matches today and gets through.`,
    'a user behind the proxy that matches and gets through',
  )
}
