import type { Symptoms } from '@/lib/connect/doctor/recognised'
import type { DoctorTarget } from '@/lib/services/doctor/get-doctor'
import type { DoctorQuery } from '../search-params'

export function targetIn(targets: readonly DoctorTarget[], { region, resourceId }: DoctorQuery) {
  return targets.find(each => each.region === region && each.resourceId === resourceId) ?? null
}

/** The target that answers to a host of the text, the likeliest host first. */
export function targetOfHosts(
  targets: readonly DoctorTarget[],
  hosts: readonly string[],
): DoctorTarget | null {
  for (const host of hosts) {
    const found = targets.find(target => target.hosts.includes(host))
    if (found) return found
  }
  return null
}

/** RDS gives its own endpoints such names, in every partition; any other name or address may lead to one of them. */
const OF_RDS = /\.rds\.(?:[a-z0-9-]+\.)*amazonaws\./

/** What is asked where no target answers to what the text names. */
export function whichWords([host]: readonly string[]): string {
  if (host === undefined) return 'Which was it? The text does not say.'
  return OF_RDS.test(host)
    ? `No target that was read answers to ${host}. It may be deleted, or of another account or Region.`
    : `Which was it? ${host} may lead to any of them.`
}

/** Where the text leads; null: nothing in it that the fields do not hold already. */
export function wantedBy(
  symptoms: Symptoms,
  targets: readonly DoctorTarget[],
  query: DoctorQuery,
): DoctorQuery | null {
  const target = targetOfHosts(targets, symptoms.hosts)
  const { databaseUser: user, callerArn } = symptoms
  const wanted = {
    ...query,
    ...(target ? { region: target.region, resourceId: target.resourceId } : {}),
    ...(user ? { user } : {}),
  }
  // Whoever was chosen for another user was chosen for another question.
  const as = callerArn ?? (wanted.user === query.user ? query.as : null)
  const fields = ['region', 'resourceId', 'user'] as const
  const same = fields.every(field => wanted[field] === query[field]) && as === query.as
  return same ? null : { ...wanted, as }
}
