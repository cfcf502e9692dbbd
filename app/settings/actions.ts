'use server'
import { defineAction } from '@/lib/actions/define-action'
import { noInput } from '@/lib/services/account/input-fields'
import { tryPermissions } from '@/lib/services/account/try-permissions'
import { resumeJob } from '@/lib/services/jobs/resume-job'
import { runJob } from '@/lib/services/jobs/run-job'
import { jobInput } from '@/lib/services/jobs/schemas'
import { stopJob } from '@/lib/services/jobs/stop-job'
import { endOtherSessions } from '@/lib/services/sessions/end-other-sessions'
import { endSession } from '@/lib/services/sessions/end-session'
import { makeKey } from '@/lib/services/sessions/make-key'
import { endSessionInput } from '@/lib/services/sessions/schemas'

export const endSessionAction = defineAction({ schema: endSessionInput, run: endSession })
export const endOtherSessionsAction = defineAction({ schema: noInput, run: endOtherSessions })
export const tryPermissionsAction = defineAction({ schema: noInput, run: tryPermissions })
export const makeKeyAction = defineAction({ schema: noInput, run: makeKey })
export const stopJobAction = defineAction({ schema: jobInput, run: stopJob })
export const resumeJobAction = defineAction({ schema: jobInput, run: resumeJob })
export const runJobAction = defineAction({ schema: jobInput, run: runJob })
