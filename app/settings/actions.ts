'use server'
import { cookies, headers } from 'next/headers'
import { defineAction } from '@/lib/actions/define-action'
import { nameCookie, ownCookie } from '@/lib/operator/own-cookie'
import { noInput } from '@/lib/services/account/input-fields'
import { tryPermissions } from '@/lib/services/account/try-permissions'
import { resumeJob } from '@/lib/services/jobs/resume-job'
import { runJob } from '@/lib/services/jobs/run-job'
import { jobInput } from '@/lib/services/jobs/schemas'
import { stopJob } from '@/lib/services/jobs/stop-job'
import { endOtherSessions } from '@/lib/services/sessions/end-other-sessions'
import { endSession } from '@/lib/services/sessions/end-session'
import { makeKey } from '@/lib/services/sessions/make-key'
import { renameOperator } from '@/lib/services/sessions/rename-operator'
import { endSessionInput, renameInput } from '@/lib/services/sessions/schemas'

export const endSessionAction = defineAction({ schema: endSessionInput, run: endSession })
export const endOtherSessionsAction = defineAction({ schema: noInput, run: endOtherSessions })
export const tryPermissionsAction = defineAction({ schema: noInput, run: tryPermissions })
export const makeKeyAction = defineAction({ schema: noInput, run: makeKey })
/** The sealed session goes into its cookie alone: no script may read it. */
export const renameAction = defineAction({
  schema: renameInput,
  refreshes: true,
  run: async (context, input) => {
    const { name, cookie } = await renameOperator(context, input)
    const [jar, asked] = await Promise.all([cookies(), headers()])
    const own = ownCookie(asked.get('host'))
    jar.set(own.name, cookie, own.options)
    jar.set(nameCookie(name))
    return { name }
  },
})
export const stopJobAction = defineAction({ schema: jobInput, run: stopJob })
export const resumeJobAction = defineAction({ schema: jobInput, run: resumeJob })
export const runJobAction = defineAction({ schema: jobInput, run: runJob })
