import 'server-only'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { targetCells } from '@/lib/access/decide/target-cells'
import type { Target } from '@/lib/access/model/target'
import { CONDITIONAL, EXPLICIT_DENY, IMPLICIT_DENY } from '@/lib/iam/index'

/** Who may have been signing in. */
export interface DoctorSigner {
  arn: string
  label: string
}

export interface LikelySigner extends DoctorSigner {
  /** False: a statement that speaks of it denies it. */
  mayConnect: boolean
}

/**
 * Those whose policies speak of this user: who has the fewest ways into this target was most likely meant to have this one. A
 * Deny is most often over everybody, so those come last.
 */
export function likelySigners(access: CompiledAccess, target: Target, databaseUser: string): LikelySigner[] {
  const { columns, decisions } = targetCells(access, target)
  const at = columns.findIndex(({ name }) => name === databaseUser)
  if (at < 0) return []
  const width = columns.length
  const { principals } = access.inventory
  return principals
    .flatMap(({ arn, label }, index) => {
      const decision = decisions[index * width + at] ?? IMPLICIT_DENY
      if (decision === IMPLICIT_DENY) return []
      const row = decisions.subarray(index * width, (index + 1) * width)
      const mayConnect = decision !== EXPLICIT_DENY
      const ways = mayConnect ? row.filter(each => each >= CONDITIONAL).length : width + 1
      return [{ arn, label, mayConnect, ways }]
    })
    .sort((one, other) => one.ways - other.ways || one.label.localeCompare(other.label))
    .map(({ arn, label, mayConnect }) => ({ arn, label, mayConnect }))
}

/** So many are named; a list of everybody would name nobody. */
const NAMED = 3

/** `role/orders-api, role/orders-worker or 4 more`; null: no policy lets anybody. */
export function whoMay(access: CompiledAccess, target: Target, databaseUser: string): string | null {
  const may = likelySigners(access, target, databaseUser).filter(({ mayConnect }) => mayConnect)
  if (may.length === 0) return null
  const named = may.slice(0, NAMED).map(({ label }) => label)
  const more = may.length > NAMED ? [`${may.length - NAMED} more`] : []
  return new Intl.ListFormat('en-GB', { type: 'disjunction' }).format([...named, ...more])
}
