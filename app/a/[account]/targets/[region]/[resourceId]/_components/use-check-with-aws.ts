'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { answered } from '@/components/use-server-action'
import { IDLE, NO_ANSWER } from '@/lib/actions/action-state'
import type { TargetRef } from '@/lib/services/account/target-ref'
import type { Checked } from '@/lib/services/targets/check-with-aws'
import { checkWithAwsAction } from '../actions'
import { addTo, type CheckRun, NOTHING_YET, PRINCIPALS_A_CALL, PRINCIPALS_A_RUN } from './check-run'

type Part = Pick<Checked, 'stopped'> & { checked: Checked | null }

async function askPart(
  { accountId, region, resourceId }: TargetRef,
  principals: readonly string[],
): Promise<Part> {
  const form = new FormData()
  form.set('accountId', accountId)
  form.set('region', region)
  form.set('resourceId', resourceId)
  form.set('principals', JSON.stringify(principals))
  const state = await answered(checkWithAwsAction(IDLE, form))
  if (state.status === 'done') return { checked: state.value, stopped: state.value.stopped }
  return { checked: null, stopped: state.status === 'failed' ? state : NO_ANSWER }
}

/** Asks AWS a few principals at a time; it stops where somebody says so, and with the page. */
export function useCheckWithAws(target: TargetRef) {
  const router = useRouter()
  const [run, setRun] = useState<CheckRun>({ phase: 'idle' })
  const stopped = useRef(false)
  useEffect(() => {
    stopped.current = false
    return () => {
      stopped.current = true
    }
  }, [])

  const start = async (all: readonly string[]) => {
    const principals = all.slice(0, PRINCIPALS_A_RUN)
    const total = principals.length
    let totals = NOTHING_YET
    let end: Checked['stopped'] | 'byHand' = null
    stopped.current = false
    setRun({ phase: 'asking', total, ...totals })
    for (let from = 0; from < total && end === null; from += PRINCIPALS_A_CALL) {
      const part = await askPart(target, principals.slice(from, from + PRINCIPALS_A_CALL))
      if (part.checked) totals = addTo(totals, part.checked)
      end = part.stopped ?? (stopped.current && totals.principals < total ? 'byHand' : null)
      if (end === null && !stopped.current) setRun({ phase: 'asking', total, ...totals })
    }
    setRun({ phase: 'done', total, left: all.length - total, stopped: end, ...totals })
    router.refresh()
  }
  const stop = () => {
    stopped.current = true
    setRun(now => (now.phase === 'asking' ? { ...now, phase: 'stopping' } : now))
  }
  return { run, start, stop }
}
