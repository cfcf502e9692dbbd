'use client'

import { useRouter } from 'next/navigation'
import { type Theme, themeOf } from '@/lib/preferences'
import { chooseTheme } from './choose-theme'
import { Segmented } from './ui/segmented'

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
        chooseTheme(themeOf(event.target.value))
        router.refresh()
      }}
    />
  )
}
