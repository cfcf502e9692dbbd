import { noGrantOn } from '@/lib/access/model/iam-support'
import type { Inventory } from '@/lib/access/model/inventory'
import type { PrincipalGroup } from '@/lib/access/model/principal'
import type { IamAuthState, Target } from '@/lib/access/model/target'
import type { Subject } from './subject'

/** What a form draws of a user, role or group. */
export interface GrantSubject {
  arn: string
  label: string
  /** `set`: an IAM group. */
  group: PrincipalGroup | 'set'
  detail: string | null
  unmodifiable: string | null
}

/** What a form draws of a target, and all that a statement needs of it. */
export type GrantTarget = Pick<
  Target,
  'name' | 'resourceId' | 'region' | 'kind' | 'partition' | 'accountId' | 'engineLabel'
> & {
  iamAuth: IamAuthState
  /** Why nothing can be granted there; null: it can. */
  noGrant: string | null
}

export interface GrantUser {
  name: string
  /** Null: the database was not read. */
  iamReady: boolean | null
  reason: string | null
}

export interface GrantPolicy {
  arn: string
  name: string
  text: string
  used: number
  /** Attachments beside the chosen ones. */
  elsewhere: number
}

export function subjectFact(
  subject: Pick<Subject, 'arn' | 'kind' | 'label' | 'unmodifiable' | 'memberArns'>,
  inventory: Inventory,
): GrantSubject {
  const { arn, label, unmodifiable, memberArns } = subject
  if (subject.kind === 'group') {
    const detail = `${memberArns.length} ${memberArns.length === 1 ? 'member' : 'members'}`
    return { arn, label, group: 'set', detail, unmodifiable }
  }
  const principal = inventory.principals.find(one => one.arn === arn)
  return {
    arn,
    label,
    group: principal?.group ?? 'people',
    detail: principal?.description ?? null,
    unmodifiable,
  }
}

export function targetFact(target: Target): GrantTarget {
  const { name, resourceId, region, kind, partition, accountId, engineLabel, iamAuth } = target
  return {
    name,
    resourceId,
    region,
    kind,
    partition,
    accountId,
    engineLabel,
    iamAuth: iamAuth.state,
    noGrant: noGrantOn(target),
  }
}
