import Link from 'next/link'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useEarlyScroll } from '@/components/use-early-scroll'
import type { PathBlock as Block, PathStep } from '@/lib/access/explain/path-step'
import { routes } from '@/lib/routes'
import { PathBlock } from './path-block'
import type { ReadCell } from './try-without'

interface WhyPathProps {
  cell: ReadCell
  path: PathStep[]
  /** What AWS itself can be asked, where the organisation policies were not read. */
  unreadOrganization: ReactNode
}

/** Everything that must let the cell through, as one line down the panel. Only what says no is open. */
export function WhyPath({ cell, path, unreadOrganization }: WhyPathProps) {
  const list = useRef<HTMLOListElement>(null)
  const [toggled, setToggled] = useState<Record<string, boolean>>({})
  const scrolledEarly = useEarlyScroll()
  useEffect(() => {
    // There the verdict would be scrolled away.
    if (window.matchMedia('(max-height: 30rem)').matches) return
    const step = list.current?.querySelector('[data-block][aria-expanded=true]')?.closest('li')
    if (step && !scrolledEarly(step)) step.scrollIntoView({ block: 'nearest' })
  }, [scrolledEarly])
  const held = (key: string, { outcome }: Block) => {
    const open = toggled[key] ?? outcome === 'fail'
    return { open, onToggle: () => setToggled({ ...toggled, [key]: !open }) }
  }
  return (
    <ol ref={list} aria-label="Path" className="border-b border-line px-4 py-3">
      {path.map((step, at) => (
        <li key={step.id} className="relative pb-1 last:pb-0">
          {at < path.length - 1 ? (
            <span aria-hidden className="absolute top-6 bottom-0 left-2.5 w-px bg-line max-md:top-8" />
          ) : null}
          <PathBlock block={step} cell={cell} {...held(step.id, step)}>
            {step.levels.length > 0 ? (
              <ol aria-label="Levels" className="ml-7 pb-1">
                {step.levels.map((level, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a level is its place
                  <li key={index}>
                    <PathBlock
                      block={level}
                      cell={cell}
                      level={{ number: index + 1, of: step.levels.length }}
                      {...held(`${step.id} ${index}`, level)}
                    />
                  </li>
                ))}
              </ol>
            ) : null}
            {step.id === 'organization' && unreadOrganization ? (
              <div className="mb-1 ml-7 grid grid-cols-1 gap-1 text-xs text-muted">
                {unreadOrganization}
                <p>
                  To read them:{' '}
                  <Link href={`${routes.settings()}#organization`} className="text-accent hover:underline">
                    Settings, Organisation
                  </Link>
                </p>
              </div>
            ) : null}
          </PathBlock>
        </li>
      ))}
    </ol>
  )
}
