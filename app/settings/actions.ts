'use server'
import { z } from 'zod'
import { defineAction } from '@/lib/actions/define-action'
import { endOtherSessions } from '@/lib/services/end-other-sessions'
import { endSession } from '@/lib/services/end-session'
import { makeKey } from '@/lib/services/make-key'
import { tryPermissions } from '@/lib/services/try-permissions'

export const endSessionAction = defineAction({
  schema: z.object({ id: z.uuid('This is not a session.') }),
  run: endSession,
})

export const endOtherSessionsAction = defineAction({ schema: z.object({}), run: endOtherSessions })

export const tryPermissionsAction = defineAction({ schema: z.object({}), run: tryPermissions })

export const makeKeyAction = defineAction({ schema: z.object({}), run: makeKey })
