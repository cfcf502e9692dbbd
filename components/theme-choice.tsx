'use client'

import { useRouter } from 'next/navigation'
import { THEME_COOKIE, type Theme, themeOf } from '@/lib/preferences'
import { keepCookie } from './browser-cookie'
import { Segmented } from './ui/segmented'

/** Kept in a cookie, so the server draws the right one at once. */
export function ThemeChoice({ theme }: { theme: Theme }) {
  const router = useRouter()
  return (
    <Segmented
      name="theme"
      label="Theme"
      defaultValue={theme}
      options={[
        { value: 'system', label: 'As the system' },
        { value: 'light', label: 'Light' },
        { value: 'dark', label: 'Dark' },
      ]}
      onChange={event => {
        const chosen = themeOf(event.target.value)
        keepCookie(THEME_COOKIE, chosen === 'system' ? '' : chosen)
        if (chosen === 'system') delete document.documentElement.dataset.theme
        else document.documentElement.dataset.theme = chosen
        router.refresh()
      }}
    />
  )
}
