import 'server-only'
import { z } from 'zod'

/** One kind of job, by its name. */
export const jobInput = z.object({ name: z.string().max(100) })
