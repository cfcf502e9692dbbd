import { Database, KeyRound, ScrollText, TriangleAlert, UsersRound } from 'lucide-react'
import { routes } from '@/lib/routes'
import { MoreTab } from './more-tab'
import { NavLink } from './nav-link'
import { footTab, footTabOff, footTabOn } from './nav-styles'

const tabsOf = (account: string) => [
  { href: routes.targets(account), name: 'Targets', Icon: Database },
  { href: routes.tokens(account), name: 'Token', Icon: KeyRound },
  { href: routes.principals(account), name: 'Principals', Icon: UsersRound },
  { href: routes.findings(account), name: 'Findings', Icon: TriangleAlert },
  { href: routes.activity(), name: 'Activity', Icon: ScrollText },
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
        <NavLink key={name} href={href} className={footTab} on={footTabOn} off={footTabOff}>
          <Icon aria-hidden size={19} strokeWidth={1.5} />
          {name}
        </NavLink>
      ))}
      <MoreTab account={account} />
    </nav>
  )
}
