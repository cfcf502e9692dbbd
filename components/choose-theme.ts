import { THEME_COOKIE, type Theme } from '@/lib/preferences'
import { keepCookie } from './browser-cookie'

/** At once, and in a cookie, so that the server draws the right one from the next page on. */
export function chooseTheme(theme: Theme) {
  keepCookie(THEME_COOKIE, theme === 'system' ? '' : theme)
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}
