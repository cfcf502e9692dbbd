'use client'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import Link from 'next/link'
import type { Ref } from 'react'
import { copySealed } from '@/components/copy-text'
import { FailurePanel } from '@/components/failure-panel'
import { shortName } from '@/components/matrix/matrix-data'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import type { Explanation } from '@/lib/access/explain/explain'
import { routes } from '@/lib/routes'
import type { AccessTarget } from './access-target'
import type { AskAll } from './cell-simulator'
import { evidenceText } from './evidence-text'
import { pathKeys } from './path-keys'
import type { ExplanationReading } from './use-explanation'
import { WhyActions } from './why-actions'
import { WhyAnswer } from './why-answer'

interface WhyPanelProps {
  ref: Ref<HTMLElement>
  target: AccessTarget
  /** Null while it is being asked for. */
  reading: ExplanationReading | null
  principalArn: string
  databaseUser: string
  mayMint: boolean
  mayGrant: boolean
  /** Asks AWS about all cells in view; null where there is nothing to ask. */
  askAll: AskAll | null
  onStep: (lines: number) => void
  onClose: () => void
}

/** Question, answer, actions. */
export function WhyPanel(props: WhyPanelProps) {
  const { target, reading, principalArn, databaseUser } = props
  const explanation = reading?.ok ? reading.value : null
  return (
    <aside
      ref={props.ref}
      tabIndex={-1}
      aria-label="Why"
      aria-busy={reading === null}
      data-slot="why-panel"
      onKeyDown={pathKeys({
        onClose: props.onClose,
        onCopy: () => explanation && copySealed(evidenceText(explanation)),
      })}
      className="z-30 flex w-[394px] shrink-0 flex-col border-l border-line bg-surface outline-none max-xl:absolute max-xl:inset-y-0 max-xl:right-0 max-xl:shadow-menu max-md:fixed max-md:inset-0 max-md:z-40 max-md:w-full"
    >
      <div className="flex items-start gap-2 px-4 pt-3 pb-2">
        <h2 className="min-w-0 flex-1 text-md font-semibold" aria-live="polite">
          <Question explanation={explanation} principalArn={principalArn} databaseUser={databaseUser} />
        </h2>
        <Button
          size="iconSm"
          variant="ghost"
          className="max-md:hidden"
          aria-label="Previous row"
          onClick={() => props.onStep(-1)}
        >
          <ChevronUp size={15} strokeWidth={1.5} aria-hidden />
        </Button>
        <Button
          size="iconSm"
          variant="ghost"
          className="max-md:hidden"
          aria-label="Next row"
          onClick={() => props.onStep(1)}
        >
          <ChevronDown size={15} strokeWidth={1.5} aria-hidden />
        </Button>
        <Button size="iconSm" variant="ghost" aria-label="Close" onClick={props.onClose}>
          <X size={15} strokeWidth={1.5} aria-hidden />
        </Button>
      </div>
      {explanation ? (
        <WhyAnswer
          key={`${principalArn} ${databaseUser}`}
          target={target}
          explanation={explanation}
          mayGrant={props.mayGrant}
          askAll={props.askAll}
        />
      ) : (
        <div className="min-h-0 flex-1 overflow-y-auto [scrollbar-gutter:stable]">
          {reading && !reading.ok ? <FailurePanel failure={reading} /> : <Waiting />}
        </div>
      )}
      {explanation && (
        <WhyActions
          target={target}
          explanation={explanation}
          mayMint={props.mayMint}
          mayGrant={props.mayGrant}
        />
      )}
    </aside>
  )
}

function Question(props: { explanation: Explanation | null; principalArn: string; databaseUser: string }) {
  const title = props.explanation?.title ?? 'Why'
  const words = /^(Why can't|Why can|Can)/.exec(title)?.[0] ?? 'Why'
  return (
    <>
      {words}{' '}
      <Link href={routes.principal(props.principalArn)} className="font-mono hover:underline">
        {props.explanation?.principalLabel ?? shortName(props.principalArn)}
      </Link>{' '}
      connect as <span className="font-mono">{props.databaseUser}</span>?
    </>
  )
}

function Waiting() {
  return (
    <div role="status" className="appear-late grid gap-3 px-4 py-2">
      <span className="sr-only">Explaining</span>
      <Skeleton className="h-14" />
      {['w-40', 'w-56', 'w-48', 'w-56', 'w-32', 'w-40', 'w-48'].map((width, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: seven steps that never move
        <span key={at} className="flex items-center gap-2">
          <Skeleton className="size-5 rounded-full" />
          <Skeleton className={`h-2 ${width}`} />
        </span>
      ))}
    </div>
  )
}
