import { formatCount } from '@/lib/format'

/** What holds of every change in IAM: a grant lets sign in, and ends no database session that is open. */
export const IAM_SPREADS = 'IAM shows it everywhere within seconds to minutes.'
export const SESSIONS_STAY = 'Database sessions that are open now stay open until they are closed.'

const permissions = (count: number) => `${formatCount(count, 'permission')} to connect`

/** `1 permission to connect ends`. */
export const permissionsEnd = (count: number) => `${permissions(count)} ${count === 1 ? 'ends' : 'end'}`

export const permissionsEnded = (count: number) => `${permissions(count)} ended`
