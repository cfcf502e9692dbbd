import {
  Database,
  FilePlus2,
  KeyRound,
  LogOut,
  Radar,
  ScrollText,
  Settings2,
  Stethoscope,
  TriangleAlert,
  UsersRound,
} from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { formatAccount, formatNumber, initials } from '@/lib/format'
import { routes } from '@/lib/routes'
import { DemoMark } from './demo-mark'
import { Logo } from './logo'
import { NavLink } from './nav-link'
import { navItem, navOff, navOn } from './nav-styles'
import { rightInWords, type ShellSession } from './shell-session'
import { SignOut } from './sign-out'
import { ButtonLink } from './ui/button'
import { Kbd } from './ui/kbd'

const icon = { 'aria-hidden': true, size: 15, strokeWidth: 1.5, className: 'shrink-0' } as const

function Entry({
  href,
  name,
  count,
  partly = null,
  unknown,
  children,
}: {
  href: Route
  name: string
  /** Null: not known, `unknown` says why. */
  count?: number | null | undefined
  /** What the number leaves out. */
  partly?: string | null
  unknown?: string
  children: ReactNode
}) {
  return (
    <NavLink href={href} title={name} className={navItem} on={navOn} off={navOff}>
      {children}
      <span className="flex-1 max-lg:sr-only">{name}</span>
      {partly ? (
        <TriangleAlert
          role="img"
          aria-label={partly}
          size={12}
          strokeWidth={1.5}
          className="shrink-0 text-cond max-lg:hidden"
        >
          <title>{partly}</title>
        </TriangleAlert>
      ) : null}
      {count === undefined ? null : (
        <span className="text-xs font-normal text-subtle max-lg:hidden">
          {count === null ? <Unknown why={unknown ?? 'Being looked for'} /> : formatNumber(count)}
        </span>
      )}
    </NavLink>
  )
}

/** A number that is not there is no zero. */
function Unknown({ why }: { why: string }) {
  return (
    <span role="img" aria-label={why} title={why}>
      {why === NOT_READ ? '–' : '…'}
    </span>
  )
}

const NOT_READ = 'Not known: users, roles and policies were not read'

function Account({ account }: { account: ShellSession['account'] }) {
  if (!account)
    return (
      <p className="rounded-md border border-line-strong px-2 py-1.5 text-xs text-muted max-lg:hidden">
        AWS account not read yet
      </p>
    )
  return (
    <div className="rounded-md border border-line-strong bg-surface px-2.5 py-1.5 shadow-btn max-lg:hidden">
      <div className="truncate font-medium" title={account.alias ?? undefined}>
        {account.alias ?? 'AWS account'}
      </div>
      <div className="text-xs text-subtle">{formatAccount(account.id)}</div>
    </div>
  )
}

/** 212 px; a rail of 52 below 1200; gone below 896, where the bottom tabs take over. */
export function Sidebar({
  session,
  account,
  recent,
}: {
  session: ShellSession
  account: string
  recent?: ReactNode
}) {
  const notRead = session.counts?.principals === null ? { unknown: NOT_READ } : {}
  return (
    <aside
      data-print="hide"
      className="sticky top-0 flex h-dvh w-13 shrink-0 flex-col overflow-y-auto border-r border-line bg-canvas px-2 pb-2.5 max-md:hidden lg:w-53 lg:px-2.5"
    >
      <div className="flex h-12 shrink-0 items-center gap-2.5 px-1.5 text-md font-semibold max-lg:justify-center">
        <Logo />
        <span className="max-lg:sr-only">Gatehouse</span>
        {session.demo ? <DemoMark lines={session.demo} className="ml-auto max-lg:hidden" /> : null}
      </div>
      {session.demo ? <DemoMark lines={session.demo} className="mx-auto mb-2 lg:hidden" /> : null}
      <Account account={session.account} />
      {session.mayMint ? (
        <ButtonLink
          href={routes.tokens(account)}
          variant="primary"
          size="lg"
          title="Issue token"
          className="mt-2 justify-start! px-2.5! max-lg:justify-center! max-lg:px-0!"
        >
          <KeyRound aria-hidden size={15} strokeWidth={1.5} />
          <span className="flex-1 max-lg:sr-only">Issue token</span>
          <span className="max-lg:hidden">
            <Kbd onSolid>T</Kbd>
          </span>
        </ButtonLink>
      ) : null}
      <nav aria-label="Main" className="mt-3 grid gap-0.5">
        <Entry
          href={routes.targets(account)}
          name="Targets"
          count={session.counts?.targets}
          partly={session.unread}
        >
          <Database {...icon} />
        </Entry>
        <Entry
          href={routes.principals(account)}
          name="Principals"
          count={session.counts?.principals}
          {...notRead}
        >
          <UsersRound {...icon} />
        </Entry>
        <Entry href={routes.reach(account)} name="Reach">
          <Radar {...icon} />
        </Entry>
        <Entry href={routes.grant(account)} name="Grant access">
          <FilePlus2 {...icon} />
        </Entry>
        <Entry
          href={routes.findings(account)}
          name="Findings"
          count={session.counts?.findings}
          partly={session.counts?.findings == null ? null : session.findingsUnread}
          {...notRead}
        >
          <TriangleAlert {...icon} />
        </Entry>
        <Entry href={routes.doctor(account)} name="Connection doctor">
          <Stethoscope {...icon} />
        </Entry>
        <Entry href={routes.activity()} name="Activity">
          <ScrollText {...icon} />
        </Entry>
      </nav>
      {recent}
      <div className="flex-1" />
      <nav aria-label="Server" className="pt-4 pb-2">
        <Entry href={routes.settings()} name="Settings">
          <Settings2 {...icon} />
        </Entry>
      </nav>
      <Person session={session} />
    </aside>
  )
}

function Person({ session }: { session: ShellSession }) {
  return (
    <div className="flex items-center gap-2 border-t border-line pt-3 max-lg:flex-col max-lg:gap-1 lg:pl-2">
      <Link
        href={routes.settings()}
        prefetch={false}
        title={`${session.operatorName}, ${rightInWords(session.mode)}. Change the name in Settings`}
        className="flex min-w-0 flex-1 items-center gap-2 rounded-md hover:bg-hover"
      >
        <span
          aria-hidden
          className="grid size-6 shrink-0 place-items-center rounded-full bg-active text-[10px] font-semibold text-muted"
        >
          {initials(session.operatorName)}
        </span>
        <span className="min-w-0 flex-1 max-lg:sr-only">
          <span dir="auto" className="block truncate text-left text-xs font-medium">
            {session.operatorName}
          </span>
          <span className="block truncate text-2xs text-subtle">{rightInWords(session.mode)}</span>
        </span>
      </Link>
      <SignOut size="iconSm" aria-label="Sign out" title="Sign out">
        <LogOut aria-hidden size={14} strokeWidth={1.5} />
      </SignOut>
    </div>
  )
}
