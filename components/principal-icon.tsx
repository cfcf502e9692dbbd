import { Box, UserRound, UserRoundKey, UsersRound } from 'lucide-react'
import type { PrincipalGroup } from '@/lib/access/model/principal'

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

/** `role/` quiet, the name plain: the part that people look for stands out. */
export function PrincipalName({ label, strong = false }: { label: string; strong?: boolean }) {
  const slash = label.indexOf('/')
  return (
    <span className="font-mono whitespace-nowrap">
      <span className="text-subtle">{label.slice(0, slash + 1)}</span>
      <span className={strong ? 'font-medium text-fg' : 'text-fg'}>{label.slice(slash + 1)}</span>
    </span>
  )
}
