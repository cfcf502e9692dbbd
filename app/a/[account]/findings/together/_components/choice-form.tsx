'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useRef, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Form } from '@/components/ui/form'
import { Spinner } from '@/components/ui/spinner'
import { useAccount } from '@/components/use-account'
import { formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'
import { choiceQuery } from '../choice-address'

interface ChoiceFormProps {
  kind: string
  fixId: string
  chosen: number
  /** That could be chosen. */
  total: number
  most: number
  list: ReactNode
  effect: ReactNode
}

const boxesIn = (form: HTMLFormElement | null) => [
  ...(form?.querySelectorAll<HTMLInputElement>('input[name=only]:not(:disabled)') ?? []),
]

/** Which of them: the boxes are the choice, the address keeps it, and the server works out what it would do. */
export function ChoiceForm({ kind, fixId, chosen, total, most, list, effect }: ChoiceFormProps) {
  const router = useRouter()
  const account = useAccount()
  const form = useRef<HTMLFormElement>(null)
  const [pending, start] = useTransition()
  const [ticked, setTicked] = useState(chosen)
  const write = () => {
    const boxes = boxesIn(form.current)
    const on = new Set(boxes.filter(box => box.checked).map(box => box.value))
    setTicked(on.size)
    const all = boxes.map(box => box.value)
    const address = routes.fixTogether(account, { kind, fix: fixId, ...choiceQuery(all, on) })
    start(() => router.replace(address, { scroll: false }))
  }
  const setAll = (checked: boolean) => {
    for (const [index, box] of boxesIn(form.current).entries()) box.checked = checked && index < most
    write()
  }
  return (
    <div className="flex min-h-0 flex-1 max-xl:flex-col md:overflow-y-auto xl:overflow-hidden">
      <Form ref={form} onChange={write} className="min-w-0 flex-1 xl:overflow-y-auto">
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="fix" value={fixId} />
        <div className="sticky top-0 z-10 flex min-h-10 flex-wrap items-center gap-2 border-b border-line bg-canvas px-5 py-1.5 max-md:px-4">
          <span aria-live="polite" className="font-medium">
            {formatNumber(pending ? ticked : chosen)} of {formatNumber(total)} chosen
          </span>
          {pending ? <Spinner size={13} label="Working out the effect" /> : null}
          {total > most ? (
            <span className="text-xs text-muted">{formatNumber(most)} at a time; the rest stay listed</span>
          ) : null}
          <span className="flex-1" />
          <Button variant="ghost" size="sm" className="max-sm:hidden" onClick={() => setAll(true)}>
            {total > most ? `Choose the first ${formatNumber(most)}` : 'Choose all'}
          </Button>
          <Button variant="ghost" size="sm" className="max-sm:hidden" onClick={() => setAll(false)}>
            Choose none
          </Button>
        </div>
        {list}
        <noscript>
          <Button type="submit" className="m-5">
            Show the effect of the choice
          </Button>
        </noscript>
      </Form>
      <div
        aria-busy={pending}
        className={classNames(
          'shrink-0 border-line transition-opacity duration-120 max-xl:border-t xl:w-91 xl:overflow-y-auto xl:border-l',
          pending && 'opacity-60',
        )}
      >
        {effect}
      </div>
    </div>
  )
}
