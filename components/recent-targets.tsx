import { routes } from '@/lib/routes'
import { IamAuthMark } from './iam-auth-mark'
import { NavLink } from './nav-link'
import { navItem, navOff, navOn } from './nav-styles'
import type { RecentTarget } from './shell-session'

/** The last targets that this browser looked at, with the state they have now. */
export function RecentTargets({ targets }: { targets: RecentTarget[] }) {
  if (targets.length === 0) return null
  return (
    <nav aria-label="Recent targets" className="mt-5 grid gap-0.5">
      <h2 className="px-2 pb-1 text-2xs font-medium text-subtle max-lg:sr-only">Recent targets</h2>
      {targets.map(target => (
        <NavLink
          key={target.resourceId}
          href={routes.target(target)}
          title={target.name}
          className={navItem}
          on={navOn}
          off={navOff}
        >
          <span className="grid w-[15px] shrink-0 place-items-center">
            <IamAuthMark state={target.state} size={12} />
          </span>
          <span className="truncate max-lg:sr-only">{target.name}</span>
        </NavLink>
      ))}
    </nav>
  )
}
