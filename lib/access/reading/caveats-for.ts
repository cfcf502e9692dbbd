import type { Caveat } from '@/lib/access/model/caveat'
import type { AccountReading } from '@/lib/access/model/inventory'
import type { Target } from '@/lib/access/model/target'

/** The caveats that weaken answers about one target: its own, and those of the whole account's policies. */
export function caveatsFor(inventory: AccountReading, target: Target): Caveat[] {
  const account = new Set<Caveat['scope']>(['iam', 'policy', 'organization', 'guardrails'])
  const regions = new Set(inventory.regions.map(({ region }) => region))
  const own = inventory.caveats.filter(caveat => {
    if (account.has(caveat.scope)) return true
    if (caveat.scope === 'credentials') return false
    if (caveat.scope === 'region' || regions.has(caveat.subject)) return caveat.subject === target.region
    return isAbout(target, caveat) || !inventory.targets.some(other => isAbout(other, caveat))
  })
  const behind = proxyCaveat(inventory, target)
  return behind ? [...own, behind] : own
}

const isAbout = (target: Target, { subject }: Caveat) =>
  subject === target.name || subject === target.resourceId

/** Reference §4.5: a proxy is two hops, and a grant on one is none on the other. */
function proxyCaveat(inventory: AccountReading, target: Target): Caveat | null {
  if (!target.proxy) return null
  const { databaseAuth, roleArn, targets } = target.proxy
  const behind = targets.map(item => item.name).join(', ') || 'a database that was not read'
  const hop =
    databaseAuth === 'iam'
      ? `signs in to ${behind} by IAM as its role ${roleArn ?? '(not known)'}, which needs its own rds-db:connect there`
      : `signs in to ${behind} with a password from Secrets Manager, and secrets are not read: a user without one is refused`
  return {
    id: `proxy-hop:${target.resourceId}`,
    scope: 'target',
    subject: target.name,
    message: `These verdicts are about both hops, as far as they are known. After the first, the proxy ${hop}.`,
    answer: null,
    missingAction: null,
    at: inventory.readAt,
  }
}
