import 'server-only'
import { settings } from '@/lib/config/env'

/** Users that Gatehouse itself signs in as. */
export const ownUsers = () => [settings().scanUser, settings().adminUser].filter(name => name !== null)
