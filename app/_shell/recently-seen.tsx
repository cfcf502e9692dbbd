import { cookies } from 'next/headers'
import { RecentTargets } from '@/components/recent-targets'
import { readPage } from '@/lib/actions/read-page'
import { parseRecent, RECENT_COOKIE } from '@/lib/preferences'
import { listTargets } from '@/lib/services/targets/list-targets'

/** Names and states are read anew: the browser remembers only ids. */
export async function RecentlySeen() {
  const refs = parseRecent((await cookies()).get(RECENT_COOKIE)?.value)
  if (refs.length === 0) return null
  const reading = await readPage(context => listTargets(context))
  if (!reading.ok) return null
  const targets = refs.flatMap(({ region, resourceId }) => {
    const target = reading.value.rows.find(row => row.resourceId === resourceId && row.region === region)
    return target ? [{ region, resourceId, name: target.name, state: target.iamAuth.state }] : []
  })
  return <RecentTargets targets={targets} />
}
