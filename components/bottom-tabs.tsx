import { Database, KeyRound, ScrollText, Settings2, TriangleAlert, UsersRound } from 'lucide-react'
import { routes } from '@/lib/routes'
import { NavLink } from './nav-link'

const tabsOf = (account: string) => [
  { href: routes.targets(account), name: 'Targets', Icon: Database },
  { href: routes.tokens(account), name: 'Token', Icon: KeyRound },
  { href: routes.principals(account), name: 'Principals', Icon: UsersRound },
  { href: routes.findings(account), name: 'Findings', Icon: TriangleAlert },
  { href: routes.activity(), name: 'Activity', Icon: ScrollText },
  { href: routes.settings(), name: 'Settings', Icon: Settings2 },
]

/** Below 896 px. */
export function BottomTabs({ account }: { account: string }) {
  return (
    <nav
      aria-label="Main"
      data-print="hide"
      className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-6 border-t border-line bg-canvas pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {tabsOf(account).map(({ href, name, Icon }) => (
        <NavLink
          key={name}
          href={href}
          className="focus-inset grid h-14 place-content-center justify-items-center gap-0.5 text-2xs"
          on="font-semibold text-fg [&>svg]:text-accent"
          off="text-muted"
        >
          <Icon aria-hidden size={19} strokeWidth={1.5} />
          {name}
        </NavLink>
      ))}
    </nav>
  )
}
