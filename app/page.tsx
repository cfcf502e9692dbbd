import { redirect } from 'next/navigation'
import { HOME } from '@/lib/account-name'
import { readPage } from '@/lib/actions/read-page'
import { routes } from '@/lib/routes'

export default async function HomePage() {
  const reading = await readPage(async context => context.account.id)
  const id = reading.ok ? reading.value : null
  redirect(routes.targets(id ?? HOME))
}
