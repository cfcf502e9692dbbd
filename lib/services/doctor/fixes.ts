import 'server-only'
import type { DatabaseUser } from '@/lib/access/model/database-user'
import { familyOf } from '@/lib/access/model/engine-family/engine-families'
import { canHaveIamAuth } from '@/lib/access/model/iam-support'
import { connectArn, type Target } from '@/lib/access/model/target'
import { can } from '@/lib/operator/operator'
import { routes } from '@/lib/routes'
import type { Context } from '@/lib/services/context'
import type { CheckFix } from '@/lib/services/doctor/check-answer'

interface UserFix {
  label: string
  /** `create it`, `make it IAM-ready` */
  toDo: string
  databaseUser: string
  /** The row that decides for most; null: there is none. */
  exists: DatabaseUser | null
}

/** Made in the plan of the users screen; whoever may not is given the words for a DBA. */
export function userFix(
  context: Context,
  target: Target,
  { label, toDo, databaseUser, exists }: UserFix,
): CheckFix {
  if (can(context, 'users'))
    return {
      kind: 'plan',
      label,
      href: routes.targetUsers(
        target,
        exists ? { user: databaseUser, change: 'makeReady' } : { create: databaseUser },
      ),
    }
  const sql = familyOf(target).sql?.makeReady(databaseUser, exists)
  const loses =
    exists?.signIn === 'password'
      ? ' Its password stops working then: move what uses it to tokens first.'
      : ''
  const text = `Please ${toDo.replace('it', `the database user ${databaseUser}`)} on ${target.name} (${target.region}), ready for IAM authentication.${loses}${sql ? `\n\n${sql}` : ''}`
  return { kind: 'ask', label: `Ask a DBA to ${toDo}`, text }
}

/** Null: no grant can work there. */
export function grantFix(
  context: Context,
  target: Target,
  { principal, databaseUser }: { principal: { arn: string; label: string }; databaseUser: string },
): CheckFix | null {
  if (!canHaveIamAuth(target.iamAuth.state)) return null
  const on = `${target.region}/${target.resourceId}/${databaseUser}`
  if (can(context, 'grant'))
    return {
      kind: 'plan',
      label: `Plan: grant ${databaseUser}`,
      href: routes.grant(target.accountId, { who: principal.arn, on }),
    }
  const text = `Please allow rds-db:connect on ${connectArn(target, databaseUser)} to ${principal.arn}.`
  return { kind: 'ask', label: 'Ask an operator to grant it', text }
}

export function switchFix(context: Context, target: Target): CheckFix {
  if (can(context, 'modify'))
    return {
      kind: 'plan',
      label: 'Plan: switch it on',
      href: routes.targetSettings(target, { switch: 'on' }),
    }
  const text = `Please switch IAM authentication on for ${target.name} (${target.region}).`
  return { kind: 'ask', label: 'Ask an operator to switch it on', text }
}
