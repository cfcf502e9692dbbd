'use server'
import { z } from 'zod'
import { defineAction } from '@/lib/actions/define-action'
import { tryPermissions } from '@/lib/services/account/try-permissions'
import { resumeJob } from '@/lib/services/jobs/resume-job'
import { runJob } from '@/lib/services/jobs/run-job'
import { stopJob } from '@/lib/services/jobs/stop-job'
import { endOtherSessions } from '@/lib/services/sessions/end-other-sessions'
import { endSession } from '@/lib/services/sessions/end-session'
import { makeKey } from '@/lib/services/sessions/make-key'

export const endSessionAction = defineAction({
  schema: z.object({ id: z.uuid('This is not a session.') }),
  run: endSession,
})

export const endOtherSessionsAction = defineAction({ schema: z.object({}), run: endOtherSessions })

export const tryPermissionsAction = defineAction({ schema: z.object({}), run: tryPermissions })

export const makeKeyAction = defineAction({ schema: z.object({}), run: makeKey })

const job = z.object({ name: z.string().max(100) })

export const stopJobAction = defineAction({ schema: job, run: stopJob })

export const resumeJobAction = defineAction({ schema: job, run: resumeJob })

export const runJobAction = defineAction({ schema: job, run: runJob })
