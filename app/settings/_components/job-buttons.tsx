'use client'

import { useRouter } from 'next/navigation'
import { SubmitButton } from '@/components/submit-button'
import { toast } from '@/components/ui/announce'
import { Form } from '@/components/ui/form'
import { answered, useServerAction } from '@/components/use-server-action'
import { type ActionState, IDLE } from '@/lib/actions/action-state'
import type { ListedJob } from '@/lib/services/jobs/list-jobs'
import { resumeJobAction, runJobAction, stopJobAction } from '../actions'

type State = ActionState<void>

interface Act {
  run: (previous: State, form: FormData) => Promise<State>
  label: string
  busy: string
  done: string
}

const RUN: Act = { run: runJobAction, label: 'Run now', busy: 'Asking', done: 'Asked for' }
const STOP: Act = { run: stopJobAction, label: 'Stop', busy: 'Stopping', done: 'Stopped, on all servers' }
const RESUME: Act = { run: resumeJobAction, label: 'Resume', busy: 'Resuming', done: 'Resumed' }

function ActButton({ act, job }: { act: Act; job: ListedJob }) {
  const router = useRouter()
  const send = async (_previous: State, form: FormData): Promise<State> => {
    const next = await answered(act.run(IDLE, form))
    if (next.status === 'done') toast(`${act.done}: ${job.title}`)
    if (next.status === 'failed') toast(next.message, 'error')
    router.refresh()
    return next
  }
  const [, action] = useServerAction(send)
  return (
    <Form action={action}>
      <input type="hidden" name="name" value={job.name} />
      <SubmitButton
        variant={act === STOP ? 'dangerGhost' : 'ghost'}
        size="sm"
        aria-label={`${act.label}: ${job.title}`}
        busyLabel={act.busy}
      >
        {act.label}
      </SubmitButton>
    </Form>
  )
}

/** What may be done about one kind of background job by whoever looks. */
export function JobButtons({ job }: { job: ListedJob }) {
  const acts = [
    ...(job.mayRun ? [RUN] : []),
    ...(job.mayStop ? [job.stoppedAt === null ? STOP : RESUME] : []),
  ]
  return (
    <div className="flex shrink-0 gap-1">
      {acts.map(act => (
        <ActButton key={act.label} act={act} job={job} />
      ))}
    </div>
  )
}
