import { routes } from '@/lib/routes'
import type { TargetRef } from '@/lib/services/account/target-ref'
import type { UsersQuery } from '../../search-params'

/** The same view with something else in it. */
export const usersHref = (target: TargetRef, query: UsersQuery, change: Partial<UsersQuery> = {}) =>
  routes.targetUsers(target, { ...query, create: null, change: null, ...change })
