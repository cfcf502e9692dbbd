import { startIntent } from '@/app/a/[account]/database-users/_components/start-intent'
import type { UserIntent } from '@/lib/provision/user-intent'
import type { TargetRef } from '@/lib/services/account/target-ref'

/** Which of the users that are missing the address asks to make with the grant. */
export function madeTogether(asked: string | string[] | undefined, toMake: readonly string[]): string[] {
  const all = asked === undefined ? [] : Array.isArray(asked) ? asked : [asked]
  return toMake.filter(key => all.includes(key))
}

/** Each signs in and may do nothing yet: what it may do is said on the screen of users. */
export function usersToMake(
  make: readonly string[],
  accountId: string,
): { target: TargetRef; intent: UserIntent }[] {
  return make.flatMap(key => {
    const [, region, resourceId, name] = /^([^/]+)\/([^/]+)\/(.+)$/s.exec(key) ?? []
    if (!region || !resourceId || !name) return []
    const intent = startIntent('create', { name, host: null }, 'nothing')
    return [{ target: { accountId, region, resourceId }, intent }]
  })
}
