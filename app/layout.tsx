import { CSPProvider } from '@base-ui/react/csp-provider'
import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import { type CSSProperties, type ReactNode, Suspense } from 'react'
import { AppShell } from '@/components/app-shell'
import { paperFoot } from '@/components/paper-head'
import { LiveRegion } from '@/components/ui/live-region'
import { KEYS_COOKIE, THEME_COOKIE, themeOf } from '@/lib/preferences'
import { EarlyInput } from './_shell/early-input'
import { readShellSession } from './_shell/read-shell-session'
import { RecentlySeen } from './_shell/recently-seen'
import { Tour } from './_shell/tour'
import './globals.css'

// A page rendered ahead of time carries no nonce and would be dead under the content policy.
export const dynamic = 'force-dynamic'

/** A tab says of a demo that it is one, so that nobody takes it for an account of theirs. */
export async function generateMetadata(): Promise<Metadata> {
  const name = (await readShellSession())?.demo ? 'Gatehouse demo' : 'Gatehouse'
  return {
    title: { default: name, template: `%s · ${name}` },
    description: 'Who can connect to which AWS RDS database, as which database user, and why.',
    icons: { icon: '/icon.svg' },
    robots: { index: false, follow: false },
  }
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, viewportFit: 'cover' }

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [cookieJar, requestHeaders, session] = await Promise.all([cookies(), headers(), readShellSession()])
  const nonce = requestHeaders.get('x-nonce')
  const theme = themeOf(cookieJar.get(THEME_COOKIE)?.value)
  return (
    <html
      lang="en"
      data-theme={theme === 'system' ? undefined : theme}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      style={{ '--paper-head': paperFoot(session) } as CSSProperties}
    >
      <body>
        <EarlyInput nonce={nonce} />
        <CSPProvider {...(nonce ? { nonce } : {})}>
          {session ? (
            <AppShell
              session={session}
              tour={
                <Suspense fallback={null}>
                  <Tour session={session} />
                </Suspense>
              }
              singleKeys={cookieJar.get(KEYS_COOKIE)?.value !== 'off'}
              recent={
                <Suspense fallback={null}>
                  <RecentlySeen />
                </Suspense>
              }
            >
              {children}
            </AppShell>
          ) : (
            children
          )}
          <LiveRegion />
        </CSPProvider>
      </body>
    </html>
  )
}
