import type { DatabaseUser } from '@/lib/access/model/database-user'
import { familyOf } from '@/lib/access/model/engine-family/engine-families'
import { namesInside, usersNamed } from '@/lib/access/model/name-inside'
import { listInWords } from '@/lib/format'
import type { ReadinessCheck, ReadinessQuestion } from './readiness-check'

const ACCOUNTS = 'RDS User Guide, Creating a database account using IAM authentication'

/** Where it is the switch that ends the password login of an IAM-ready user. */
export function masterUser({ target, desired, scan }: ReadinessQuestion): ReadinessCheck | null {
  if (desired === 'off' || !scan) return null
  const { passwordRefusal, words } = familyOf(target)
  const loses = (user: DatabaseUser) => !passwordRefusal(user, false) && passwordRefusal(user, true)
  const master = usersNamed(scan, target.masterUsername ?? '').find(user => user.iamReady && loses(user))
  if (!master) return null
  return {
    id: 'masterUser',
    outcome: 'block',
    title: `${master.name} would lose its password login`,
    detail: `The master user ${words.isReady}${master.grantPath.length > 2 ? ` through ${master.grantPath.slice(1, -1).join(', ')}` : ''}. Revoke it first, or nobody signs in by password when tokens fail.`,
    source: ACCOUNTS,
  }
}

export function passwords({ target, desired, scan }: ReadinessQuestion): ReadinessCheck | null {
  if (desired === 'off' || target.kind === 'proxy') return null
  const base = { id: 'passwords', source: ACCOUNTS } as const
  if (!scan)
    return {
      ...base,
      outcome: 'unknown',
      title: 'Database users were not read',
      detail: 'Which users have rds_iam, or are on the IAM plugin, is not known.',
    }
  const { passwordRefusal } = familyOf(target)
  const users = [...namesInside(scan).values()].filter(({ ready }) => ready !== 'nowhere')
  const ready = users.map(({ name }) => name)
  // MariaDB's `IDENTIFIED VIA … OR …` leaves a password beside the token.
  const refused = users
    .filter(({ rows }) => rows.some(user => user.iamReady && passwordRefusal(user, true)))
    .map(({ name }) => name)
  if (ready.length === 0)
    return {
      ...base,
      outcome: 'warn',
      title: 'No user is IAM-ready',
      detail: 'The switch alone lets nobody in. Password logins go on working.',
    }
  return {
    ...base,
    outcome: 'pass',
    title: `${ready.length} ${ready.length === 1 ? 'user is' : 'users are'} IAM-ready`,
    detail:
      refused.length > 0
        ? `Password logins go on working, except for ${listInWords(refused)}.`
        : 'Password logins go on working, theirs too.',
  }
}

export function stranded({ target, desired, scan }: ReadinessQuestion): ReadinessCheck | null {
  if (desired === 'on' || target.kind === 'proxy') return null
  const base = { id: 'plugin', source: ACCOUNTS } as const
  if (!scan)
    return {
      ...base,
      outcome: 'unknown',
      title: 'Database users were not read',
      detail: 'Users that sign in only by IAM cannot connect while the switch is off.',
    }
  const ready = [...namesInside(scan).values()]
    .filter(({ rows }) => rows.some(user => user.iamReady && user.signIn === 'iam'))
    .map(({ name }) => name)
  if (ready.length === 0)
    return {
      ...base,
      outcome: 'pass',
      title: 'No user depends on it',
      detail: 'Nobody signs in by IAM only.',
    }
  return {
    ...base,
    outcome: 'warn',
    title: `${ready.length} ${ready.length === 1 ? 'user signs' : 'users sign'} in only by IAM`,
    detail: `${listInWords(ready)} cannot connect while the switch is off. Give them another way in first.`,
  }
}
