import 'server-only'
import { z } from 'zod'

export const endSessionInput = z.object({ id: z.uuid('This is not a session.') })
