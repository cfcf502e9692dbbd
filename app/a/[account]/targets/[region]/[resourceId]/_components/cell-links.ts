import type { Explanation } from '@/lib/access/explain/explain'

/** A pattern column stands for many names: a grant of it begins without one. */
export const isOneUser = (databaseUser: string) => !/[*? ]/.test(databaseUser)

/** The grant builder, filled in with one cell. */
export function grantAddress(
  { region, resourceId }: { region: string; resourceId: string },
  { principalArn, databaseUser }: Pick<Explanation, 'principalArn' | 'databaseUser'>,
) {
  const target = `${region}/${resourceId}`
  return { who: principalArn, on: isOneUser(databaseUser) ? `${target}/${databaseUser}` : target }
}
