import 'server-only'
import { settings } from '@/lib/config/env'
import { secretFingerprint } from '@/lib/operator/session'

/** Which secret seals the cookies of this server: a restart without a set one makes a new one, and the old sessions are over. */
export const ownSeal = (): string => secretFingerprint(settings().sessionSecret)
