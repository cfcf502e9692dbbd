import { z } from 'zod'
import { HOME } from '@/lib/account-name'
import { targetFields } from '../target-fields'
import { type RemovalWish, WAY_IDS } from './removal-wish'

type Address = Record<string, string | string[] | undefined>

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value) ?? ''

/** `region/resource-id` */
function named(target: string) {
  const [region, resourceId, ...more] = target.split('/')
  return more.length > 0 ? {} : { region, resourceId }
}

/** The `account` in its path, `principal=ARN`, `target=region/resource-id`, `user`, `way`; null: it names no connection. */
export function removalFromAddress(address: Address): RemovalWish | null {
  const accountId = first(address.account) || HOME
  const principalArn = first(address.principal)
  const target = z.object(targetFields).safeParse({ accountId, ...named(first(address.target)) })
  const databaseUser = first(address.user)
  if (!/^arn:[\w-]+:iam::\d{12}:(user|role)\/./.test(principalArn)) return null
  if (!target.success || databaseUser === '' || databaseUser.length > 256) return null
  const way = WAY_IDS.find(id => id === first(address.way)) ?? null
  return { principalArn, ...target.data, databaseUser, way }
}

/** What follows the path. */
export function addressOfRemoval(
  wish: Omit<RemovalWish, 'way' | 'accountId'> & { way?: RemovalWish['way'] },
) {
  const { principalArn, region, resourceId, databaseUser, way = null } = wish
  return { principal: principalArn, target: `${region}/${resourceId}`, user: databaseUser, way }
}
