import { z } from 'zod'
import { targetFields } from '../target-fields'
import { type RemovalWish, WAY_IDS } from './removal-wish'

type Address = Record<string, string | string[] | undefined>

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value) ?? ''

/** `region/resource-id` */
function named(target: string) {
  const [region, resourceId, ...more] = target.split('/')
  return more.length > 0 ? {} : { region, resourceId }
}

/** `principal=ARN`, `target=region/resource-id`, `user`, `way`; null where the address names no connection. */
export function removalFromAddress(address: Address): RemovalWish | null {
  const principalArn = first(address.principal)
  const target = z.object(targetFields).safeParse(named(first(address.target)))
  const databaseUser = first(address.user)
  if (!/^arn:[\w-]+:iam::\d{12}:(user|role)\/./.test(principalArn)) return null
  if (!target.success || databaseUser === '' || databaseUser.length > 256) return null
  const way = WAY_IDS.find(id => id === first(address.way)) ?? null
  return { principalArn, ...target.data, databaseUser, way }
}

export function addressOfRemoval(wish: Omit<RemovalWish, 'way'> & { way?: RemovalWish['way'] }) {
  const { principalArn, region, resourceId, databaseUser, way = null } = wish
  return { principal: principalArn, target: `${region}/${resourceId}`, user: databaseUser, way }
}
