import { headers } from 'next/headers'
import { HOME } from '@/lib/account-name'
import { accountIn } from '@/lib/routes'

const HEADER = 'x-gatehouse-account'

/** For the proxy. Actions and parts of a page do not see the address they are at: it is told them, and nobody else may. */
export function tellAccount(told: Headers, pathname: string): void {
  told.set(HEADER, accountIn(pathname) ?? HOME)
}

/** The account that the address of this request names: a page's, a file's, or that of the page whose form was sent. */
export async function addressAccount(): Promise<string> {
  return (await headers()).get(HEADER) ?? HOME
}
