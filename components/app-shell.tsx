import type { ReactNode } from 'react'
import { HOME } from '@/lib/account-name'
import { BottomTabs } from './bottom-tabs'
import { DemoLine } from './demo-mark'
import { InterruptedBanner } from './interrupted-banner'
import { PaperHead } from './paper-head'
import { ReadingProgress } from './reading-progress'
import { RefreshWhile } from './refresh-while'
import { ShellKeys } from './shell-keys'
import type { ShellSession } from './shell-session'
import { ShownAnswerIs } from './shown-answer'
import { Sidebar } from './sidebar'

/** The frame: side, page, tabs of the phone, and the keys that work everywhere. */
export function AppShell({
  session,
  recent,
  tour,
  singleKeys,
  children,
}: {
  session: ShellSession
  recent?: ReactNode
  tour?: ReactNode
  singleKeys: boolean
  children: ReactNode
}) {
  const { counts } = session
  const account = session.account?.id ?? HOME
  // Without users and roles nothing is looked for.
  const looking = counts !== null && counts.principals !== null && counts.findings === null
  return (
    <div className="flex min-h-dvh">
      <a
        href="#page"
        className="sr-only z-60 rounded-md bg-raised px-3 py-2 shadow-menu focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the page
      </a>
      <Sidebar session={session} account={account} recent={recent} />
      <main id="page" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none max-md:pb-14">
        <PaperHead session={session} now={new Date().toISOString()} />
        {session.demo ? <DemoLine lines={session.demo} /> : null}
        {tour}
        <InterruptedBanner changes={session.interrupted} />
        {session.answer === null ? <ReadingProgress /> : null}
        <ShownAnswerIs answer={session.answer}>{children}</ShownAnswerIs>
      </main>
      <RefreshWhile active={looking || session.settling} />
      <BottomTabs account={account} />
      <ShellKeys account={account} singleKeys={singleKeys} mayMint={session.mayMint} />
    </div>
  )
}
