import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { indexOfPrincipal } from '@/lib/access/decide/principal-index'
import { targetCells } from '@/lib/access/decide/target-cells'
import { hasIam } from '@/lib/access/model/inventory'
import { VERDICTS } from '@/lib/access/model/verdict'
import { findTarget } from '@/lib/access/reading/find-target'
import { loadReading } from '@/lib/services/account/load-inventory'
import type { Asked } from '@/lib/services/doctor/asked'

/** Where whoever was signing in has no way as that user: one that is known to work for them. Null: none is. */
export async function worksInstead({
  context,
  target: { accountId, region, resourceId },
  databaseUser,
  principalArn,
}: Asked): Promise<string | null> {
  // What was read of the database a moment ago is in it.
  const reading = await loadReading(context.account)
  if (!principalArn || !hasIam(reading)) return null
  const access = compileAccess(reading)
  const index = indexOfPrincipal(access, principalArn)
  if (index === null) return null
  const { columns, verdicts } = targetCells(access, findTarget(reading, { accountId, region, resourceId }))
  const works = columns.find(
    ({ kind, name, iamReady }, at) =>
      kind === 'user' &&
      iamReady === true &&
      name !== databaseUser &&
      VERDICTS[verdicts[index * columns.length + at] ?? 0] === 'canConnect',
  )
  return works?.name ?? null
}
