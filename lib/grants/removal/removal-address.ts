import { HOME } from '@/lib/account-name'
import { type RemovalWish, WAY_IDS } from './removal-wish'

type Address = Record<string, string | string[] | undefined>

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value) ?? ''

/** The `account` in its path, `principal=ARN`, `target=region/resource-id`, `user`, `way`; null where the address names no connection. */
export function removalFromAddress(address: Address): RemovalWish | null {
  const accountId = first(address.account) || HOME
  const principalArn = first(address.principal)
  const [, region, resourceId] =
    /^([a-z]{2}(?:-[a-z]+)+-\d+)\/((?:db|cluster|prx)-[A-Za-z0-9]+)$/.exec(first(address.target)) ?? []
  const databaseUser = first(address.user)
  if (!/^arn:[\w-]+:iam::\d{12}:(user|role)\/./.test(principalArn)) return null
  if (!region || !resourceId || databaseUser === '' || databaseUser.length > 256) return null
  const way = WAY_IDS.find(id => id === first(address.way)) ?? null
  return { principalArn, accountId, region, resourceId, databaseUser, way }
}

/** What follows the path. */
export function addressOfRemoval(
  wish: Omit<RemovalWish, 'way' | 'accountId'> & { way?: RemovalWish['way'] },
) {
  const { principalArn, region, resourceId, databaseUser, way = null } = wish
  return { principal: principalArn, target: `${region}/${resourceId}`, user: databaseUser, way }
}
