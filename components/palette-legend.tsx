import type { ReactNode } from 'react'
import { CommandKey } from './command-key'
import { Kbd } from './ui/kbd'

function Entry({ keys, children }: { keys: string[]; children: ReactNode }) {
  return (
    <span className="flex items-center gap-1.5">
      {keys.map(key => (key === '⌘' ? <CommandKey key={key} /> : <Kbd key={key}>{key}</Kbd>))}
      {children}
    </span>
  )
}

export function PaletteLegend() {
  return (
    <footer className="flex h-9 shrink-0 items-center gap-4 border-t border-line px-4 text-2xs text-subtle max-md:hidden">
      <Entry keys={['↑', '↓']}>move</Entry>
      <Entry keys={['↵']}>run</Entry>
      <Entry keys={['⌘', '↵']}>second action</Entry>
      <span className="flex-1" />
      <Entry keys={['@']}>principals</Entry>
      <Entry keys={[':']}>targets</Entry>
      <Entry keys={['>']}>actions</Entry>
    </footer>
  )
}
