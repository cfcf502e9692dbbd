import { familyOf } from '@/lib/access/model/engine-family/engine-families'
import type { ReadinessCheck, ReadinessQuestion } from './readiness-check'

const ACCOUNTS = 'RDS User Guide, Creating a database account using IAM authentication'

export const listInWords = (names: string[]) =>
  names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')

/** Where it is the switch that ends the password login of an IAM-ready user. */
export function masterUser({ target, desired, scan }: ReadinessQuestion): ReadinessCheck | null {
  if (desired === 'off' || !scan) return null
  const master = scan.users.find(user => user.name === target.masterUsername)
  if (!master?.iamReady) return null
  const { passwordRefusal, words } = familyOf(target)
  if (passwordRefusal(master, false) || !passwordRefusal(master, true)) return null
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
      detail: 'Which users hold rds_iam, or are on the IAM plugin, is not known.',
    }
  const ready = scan.users.filter(user => user.iamReady && user.signIn !== 'noLogin').map(user => user.name)
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
    detail: `Password logins go on working, except for ${listInWords(ready)}.`,
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
  const ready = scan.users.filter(user => user.iamReady && user.signIn === 'iam').map(user => user.name)
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
