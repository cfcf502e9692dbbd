import 'server-only'
import { z } from 'zod'
import { intentSchema } from '@/lib/grants/intent-schema'
import { removalSchema } from '@/lib/grants/removal/removal-schema'
import { digest, jsonField, reason } from '@/lib/services/account/input-fields'

export const applyGrantInput = z.object({ intent: jsonField(intentSchema), digest, reason })

export const applyRemovalInput = z.object({ wish: jsonField(removalSchema), digest, reason })
