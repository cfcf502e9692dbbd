import { cookies } from 'next/headers'
import { RecentTargets } from '@/components/recent-targets'
import { HOME } from '@/lib/account-name'
import { readPage } from '@/lib/actions/read-page'
import { parseRecent, RECENT_COOKIE } from '@/lib/preferences'
import { listTargets } from '@/lib/services/targets/list-targets'

/** Names and states are read anew: the browser remembers only ids. */
export async function RecentlySeen() {
  const refs = parseRecent((await cookies()).get(RECENT_COOKIE)?.value)
  if (refs.length === 0) return null
  const reading = await readPage(context => listTargets(context), HOME)
  if (!reading.ok) return null
  const targets = refs.flatMap(({ accountId, region, resourceId }) => {
    const target = reading.value.rows.find(row => row.resourceId === resourceId && row.region === region)
    if (!target || (accountId ?? target.accountId) !== target.accountId) return []
    const { name, iamAuth } = target
    return [{ accountId: target.accountId, region, resourceId, name, state: iamAuth.state }]
  })
  return <RecentTargets targets={targets} />
}
