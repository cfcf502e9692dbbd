import { PanelSection } from '@/components/ui/sheet'
import type { Membership } from '@/lib/access/model/database-user'
import { predefinedRole } from '@/lib/access/model/predefined-roles'

function optionWords({ admin, inForce, maySet }: Membership): string[] {
  return [
    ...(inForce ? [] : [maySet === false ? 'has none of its rights' : 'has its rights only after SET ROLE']),
    ...(inForce && maySet === false ? ['may not SET ROLE to it'] : []),
    ...(admin ? ['may pass it on'] : []),
  ]
}

/** What it was given, and in what manner. */
export function UserMemberships({ memberships, path }: { memberships: Membership[]; path: string[] }) {
  if (memberships.length === 0) return null
  return (
    <PanelSection title="Member of">
      <ul className="grid gap-1.5">
        {memberships.map(membership => {
          const options = optionWords(membership)
          const known = predefinedRole(membership.role)
          return (
            <li key={membership.role}>
              <code className="text-xs">{membership.role}</code>
              {known && <span className="ml-2 text-xs text-muted">{known}</span>}
              {options.length > 0 && <span className="block text-xs text-cond">{options.join(', ')}</span>}
            </li>
          )
        })}
      </ul>
      {path.length > 2 && (
        <p className="mt-2 text-xs text-muted">
          It holds <code>{path[0]}</code> through {path.slice(1, -1).join(', ')}.
        </p>
      )}
    </PanelSection>
  )
}
