import type { Explanation } from '@/lib/access/explain/explain'

/** A pattern column stands for many names: a grant of it begins without one. */
export const isOneUser = (databaseUser: string) => !/[*? ]/.test(databaseUser)

/** The grant builder, filled in with one cell. */
export function grantAddress(
  { region, resourceId }: { region: string; resourceId: string },
  { principalArn, databaseUser }: Pick<Explanation, 'principalArn' | 'databaseUser'>,
) {
  return grantQuery({ region, resourceId }, { who: principalArn, as: databaseUser })
}

/** The same with what is known: a row knows who, a column as whom, the page itself only where. */
export function grantQuery(
  { region, resourceId }: { region: string; resourceId: string },
  { who = null, as = null }: { who?: string | null; as?: string | null } = {},
) {
  const target = `${region}/${resourceId}`
  return { who, on: as !== null && isOneUser(as) ? `${target}/${as}` : target }
}
