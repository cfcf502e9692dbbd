import 'server-only'
import { z } from 'zod'
import { targetFields } from '@/lib/grants/target-fields'
import { MOST_REASON } from '@/lib/most-reason'
import type { Rights, UserIntent } from '@/lib/provision/user-intent'
import { digest, jsonField } from '@/lib/services/account/input-fields'

export const scanDatabaseInput = z.object(targetFields)

/** A large server's answer; more than that is no answer of the query. */
const LONGEST_PASTE = 8_000_000

export const pastedScanInput = z.object({
  ...targetFields,
  text: z
    .string()
    .refine(text => text.trim() !== '', 'Paste the answer of the query here.')
    .max(LONGEST_PASTE, 'This is longer than any answer of the query.'),
  confirmed: z
    .literal('yes')
    .optional()
    .transform(value => value === 'yes'),
})

/** Longer than any engine allows, so that the plan says which it is that does not. */
const name = z.string().min(1).max(256)
const user = z.object({ name, host: z.string().max(255).nullable() })
const schema = { database: name, schema: name }
const despite = z.array(z.enum(['otherCase', 'otherHost', 'proxySecret'])).max(3)

const rights: z.ZodType<Rights> = z.object({
  template: z.enum(['nothing', 'readOnly', 'readWrite', 'migration', 'monitoring', 'like', 'role', 'tables']),
  schemas: z.array(z.object(schema)).max(200),
  of: user.nullable(),
  tables: z
    .array(
      z.object({
        ...schema,
        table: name,
        privileges: z.array(z.enum(['select', 'insert', 'update', 'delete'])).min(1),
      }),
    )
    .max(200),
  direct: z.boolean(),
})

/** What somebody wants of a user; whether it makes sense is the plan's question. Never a statement. */
const userIntent: z.ZodType<UserIntent> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('create'), user, rights, despite }),
  z.object({ kind: z.literal('makeReady'), user, despite }),
  z.object({ kind: z.literal('addRights'), user, rights }),
  z.object({ kind: z.literal('revokeRights'), user, rights: z.union([rights, z.literal('all')]) }),
  z.object({ kind: z.literal('close'), user }),
  z.object({ kind: z.literal('endSessions'), user }),
  z.object({ kind: z.literal('remove'), user, reassignTo: name.nullable() }),
])

const target = jsonField(z.object(targetFields))
export const planUserChangeInput = z.object({ target, intent: jsonField(userIntent) })
export const userQuestion = z.object({ target: z.object(targetFields), intent: userIntent })
/** Only production asks for a reason: the verb knows which targets are. */
const freeReason = z.string().trim().max(MOST_REASON).default('')
export const applyUserChangeInput = z.object({
  target,
  intent: jsonField(userIntent),
  digest,
  reason: freeReason,
})
export const endSessionsInput = z.object({ target, user, reason: freeReason })
