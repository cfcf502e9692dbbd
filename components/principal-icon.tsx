import { Box, UserRound, UserRoundKey, UsersRound } from 'lucide-react'
import type { PrincipalGroup } from '@/lib/access/model/principal'
import { shownName } from './shown-name'

export const PRINCIPAL_GROUP_WORDS: Record<PrincipalGroup, string> = {
  people: 'People',
  workloads: 'Workloads',
  iamUsers: 'IAM users',
}

/** `set`: an SSO permission set or an IAM group. */
const ICONS = { people: UserRound, workloads: Box, iamUsers: UserRoundKey, set: UsersRound } as const

export function PrincipalIcon({ group, size = 15 }: { group: PrincipalGroup | 'set'; size?: number }) {
  const Icon = ICONS[group]
  return <Icon aria-hidden size={size} strokeWidth={1.5} className="shrink-0 text-subtle" />
}

/** `role/` quiet, the name plain: the part that people look for stands out; of a permission set it is the set's, the role in the tip. */
export function PrincipalName({ label, strong = false }: { label: string; strong?: boolean }) {
  const name = shownName(label)
  const slash = name.indexOf('/')
  return (
    <span className="font-mono whitespace-nowrap" title={label}>
      <span className="text-subtle">{name.slice(0, slash + 1)}</span>
      <span className={strong ? 'font-medium text-fg' : 'text-fg'}>{name.slice(slash + 1)}</span>
      {name === label ? null : <span className="hidden text-subtle print:inline"> {label}</span>}
    </span>
  )
}
