import 'server-only'
import { z } from 'zod'
import { targetFields } from '@/lib/grants/target-fields'

export const scanDatabaseInput = z.object(targetFields)
