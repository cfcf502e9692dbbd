import 'server-only'
import { type Capability, can } from '@/lib/operator/operator'
import type { Context } from '@/lib/services/context'

/** Who may change users may read them; everybody else needs the right to sign in. */
export const insideRight = (context: Context): Capability => (can(context, 'users') ? 'users' : 'mint')
