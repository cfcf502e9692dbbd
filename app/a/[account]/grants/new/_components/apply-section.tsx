import type { PageReading } from '@/lib/actions/read-page'
import type { UserQuestion } from '@/lib/services/databases/user-plan-now'
import type { GrantPreview } from '@/lib/services/grants/grant-with-users'
import { ApplyView } from './apply-view'

export async function ApplySection({
  reading,
  users,
  mayGrant,
}: {
  reading: Promise<PageReading<GrantPreview>>
  /** Made with it. */
  users: UserQuestion[]
  mayGrant: boolean
}) {
  const plan = await reading
  return plan.ok ? <ApplyView plan={plan.value} users={users} mayGrant={mayGrant} /> : null
}
