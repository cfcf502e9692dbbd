'use client'
import { CloudCheck } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Meter } from '@/components/ui/meter'
import { VerdictMark } from '@/components/verdict-mark'
import { UNREAD_LEGEND, UNREAD_TITLE } from '@/lib/access/model/as-far-as-read'
import { askedWords, type CheckRun, type CheckScope, runWords } from './check-run'

interface CheckStripProps {
  scope: CheckScope
  run: CheckRun
  start: () => void
  stop: () => void
}

/** Stays above the matrix until organisation policies are read: what green means, and the way to ask AWS itself. */
export function CheckStrip({ scope, run, start, stop }: CheckStripProps) {
  const busy = run.phase === 'asking' || run.phase === 'stopping'
  const troubled = run.phase === 'done' && run.stopped !== null && run.stopped !== 'byHand'
  const words = runWords(run)
  return (
    <section
      aria-label="Organisation policies"
      className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-5 py-1.5 max-md:px-4"
    >
      <p className="flex min-w-0 flex-1 items-start gap-2 max-md:basis-full">
        <span className="mt-0.5">
          <VerdictMark verdict="notEvaluated" size={13} />
        </span>
        <span>
          <strong className="font-semibold">{UNREAD_TITLE}</strong> {UNREAD_LEGEND}
        </span>
      </p>
      <p role="status" className={`text-xs ${troubled ? 'text-cond' : 'text-muted'}`}>
        {words || askedWords(scope)}
        {troubled && run.stopped !== 'byHand' && run.stopped?.answer ? (
          <code className="ml-1.5 break-words">{run.stopped.answer}</code>
        ) : null}
      </p>
      {busy && (
        <Meter
          value={run.principals}
          max={run.total}
          label="Principals asked about"
          tone="accent"
          className="w-16"
        />
      )}
      {busy ? (
        <Button size="sm" disabled={run.phase === 'stopping'} onClick={stop}>
          Stop
        </Button>
      ) : (
        <Button size="sm" disabled={scope.principals.length === 0} onClick={start} className="max-md:h-11">
          <CloudCheck size={14} strokeWidth={1.5} aria-hidden />
          {run.phase === 'done' ? 'Check again' : 'Check with AWS'}
        </Button>
      )}
    </section>
  )
}
