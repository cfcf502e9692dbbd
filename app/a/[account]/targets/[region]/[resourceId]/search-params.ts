import { z } from 'zod'
import { CHANGES } from '@/app/a/[account]/database-users/_components/start-intent'
import { PRIVILEGES, SIGN_INS } from '@/lib/access/reach/users-view'

const text = z.string().max(2048).optional().catch(undefined)

/** What the address of the access tab says. Unreadable parts count as absent. */
export const accessQuery = z.object({
  as: text,
  who: text,
  hide: text,
  find: text,
  group: text,
  expand: text,
  all: z.literal('1').optional().catch(undefined),
})

export const settingsQuery = z.object({ switch: z.enum(['on', 'off']).optional().catch(undefined) })

export const connectQuery = z.object({
  /** Absent: the main one. */
  endpoint: text,
  user: text.transform(value => value ?? ''),
  recipe: text,
})

export const usersQuery = z.object({
  find: text.transform(value => value ?? ''),
  signIn: z.enum(SIGN_INS).nullable().catch(null),
  privilege: z.enum(PRIVILEGES).nullable().catch(null),
  /** `name`, or `name@host`: whose panel is open. */
  user: text.transform(value => value ?? null),
  /** The name that the dialog opens with. */
  create: text.transform(value => value ?? null),
  /** What is done to `user`, in a dialog; `create`: one without a name yet. */
  change: z.enum(CHANGES).nullable().catch(null),
})
export type UsersQuery = z.infer<typeof usersQuery>
