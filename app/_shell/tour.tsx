import { cookies } from 'next/headers'
import type { ShellSession } from '@/components/shell-session'
import { TourPanel } from '@/components/tour/tour-panel'
import { PLACE_NAMES, type TourPlaces, tourWays } from '@/components/tour/tour-ways'
import { HOME } from '@/lib/account-name'
import { readPage } from '@/lib/actions/read-page'
import { TOUR_COOKIE, tourPlaceOf } from '@/lib/preferences'
import { listTargets } from '@/lib/services/targets/list-targets'

/** In a demo its steps lead to what they tell of; in every other account to the same screens, with nothing chosen. */
export async function Tour({ session }: { session: ShellSession }) {
  const { demo, account, mayMint, mayGrant, mayModify } = session
  const place = tourPlaceOf((await cookies()).get(TOUR_COOKIE)?.value, demo !== null)
  const places = demo ? await placesOfDemo() : null
  const ways = tourWays({ account: account?.id ?? HOME, places, mayMint, mayGrant, mayModify })
  return <TourPanel ways={ways} place={place} about={demo} />
}

/** Null where the demo plays another account, or was not read yet. */
async function placesOfDemo(): Promise<TourPlaces | null> {
  const reading = await readPage(context => listTargets(context), HOME)
  if (!reading.ok) return null
  const found = PLACE_NAMES.flatMap(name => {
    const target = reading.value.rows.find(row => row.name === name)
    if (!target) return []
    const { accountId, region, resourceId } = target
    return [[name, { accountId, region, resourceId }] as const]
  })
  return found.length === PLACE_NAMES.length ? (Object.fromEntries(found) as TourPlaces) : null
}
