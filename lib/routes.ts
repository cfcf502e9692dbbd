import type { Route } from 'next'
import { HOME } from '@/lib/account-name'

type Query = Record<string, string | number | string[] | null | undefined>

function withQuery(path: string, query: Query = {}): Route {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (Array.isArray(value)) for (const item of value) search.append(key, item)
    else if (value !== null && value !== undefined && value !== '') search.set(key, String(value))
  }
  const text = search.toString()
  return (text ? `${path}?${text}` : path) as Route
}

interface TargetRef {
  accountId: string
  region: string
  resourceId: string
}

/** An address of one account: twelve digits, or `home` while nobody has said which account it is. */
const of = (account: string, path: string, query?: Query) => withQuery(`/a/${account}${path}`, query)
const ofTarget = ({ accountId, region, resourceId }: TargetRef, page: string, query?: Query) =>
  of(accountId, `/targets/${region}/${resourceId}${page}`, query)
/** A principal is of the account that its ARN names. */
const ofPrincipal = (arn: string, page: string, query?: Query) =>
  of(/^arn:[^:]*:iam::(\d{12}):/.exec(arn)?.[1] ?? HOME, page, query)

/** Every link in the product is made here: no hand-written href anywhere else. */
export const routes = {
  /** Leads to the targets of the account that this server reads. */
  start: () => withQuery('/'),
  targets: (account: string, query?: Query) => of(account, '/targets', query),
  targetsExport: (account: string, query?: Query) => of(account, '/targets/export', query),
  /** Plans the switch of several: `turn`, `when`, and which of them. */
  switchTogether: (account: string, query: Query) => of(account, '/targets/together', query),
  /** What came of it, and what is left to do. */
  switchedTogether: (account: string, id: string) => of(account, `/targets/together/${id}`),
  target: (target: TargetRef, query?: Query) => ofTarget(target, '', query),
  targetUsers: (target: TargetRef, query?: Query) => ofTarget(target, '/users', query),
  targetUsersExport: (target: TargetRef, query?: Query) => ofTarget(target, '/users/export', query),
  /** What reads the users by hand, as a file. */
  targetUsersQuery: (target: TargetRef) => ofTarget(target, '/users/query'),
  targetConnect: (target: TargetRef, query?: Query) => ofTarget(target, '/connect', query),
  targetSettings: (target: TargetRef, query?: Query) => ofTarget(target, '/settings', query),
  targetActivity: (target: TargetRef, query?: Query) => ofTarget(target, '/activity', query),
  targetExport: (target: TargetRef, query?: Query) => ofTarget(target, '/export', query),
  targetExplain: (target: TargetRef, query?: Query) => ofTarget(target, '/explain', query),
  /** What can be chosen for a change of a database user: `region`, `resourceId`. */
  userForm: (account: string, query: Query) => of(account, '/database-users/form', query),
  /** POST: the plan of a change of a database user. */
  userPlan: (account: string) => of(account, '/database-users/plan'),
  /** Where IAM and the users inside the servers do not meet; `on`: of one target. */
  reconcile: (account: string, query?: Query) => of(account, '/database-users', query),
  /** POST: one plan for several users. */
  usersPlan: (account: string) => of(account, '/database-users/together'),
  /** The same plan as a file to run by hand. */
  userScript: (account: string, query: Query) => of(account, '/database-users/script', query),
  principals: (account: string, query?: Query) => of(account, '/principals', query),
  /** The ARN goes in the query: it holds slashes and colons. */
  principal: (arn: string, query?: Query) => ofPrincipal(arn, '/principals/one', { arn, ...query }),
  principalExport: (arn: string) => ofPrincipal(arn, '/principals/one/export', { arn }),
  reach: (account: string, query?: Query) => of(account, '/reach', query),
  reachExport: (account: string, query?: Query) => of(account, '/reach/export', query),
  /** One database user over all targets. */
  reachUser: (account: string, name: string, query?: Query) => of(account, '/reach/user', { name, ...query }),
  reachUserExport: (account: string, name: string, query?: Query) =>
    of(account, '/reach/user/export', { name, ...query }),
  grant: (account: string, query?: Query) => of(account, '/grants/new', query),
  /** What a grant would do, asked by POST: a policy that somebody wrote fits into no address. */
  grantPlan: (account: string) => of(account, '/grants/plan'),
  /** Ends one connection: `principal`, `target`, `user`, and the `way` that is looked at. */
  removal: (account: string, query: Query) => of(account, '/grants/remove', query),
  /** Principals, targets and policies to choose from, by `?kind=` and `?find=`. */
  grantChoices: (account: string, query?: Query) => of(account, '/grants/choices', query),
  tokens: (account: string, query?: Query) => of(account, '/tokens', query),
  tokenPlan: (account: string, query?: Query) => of(account, '/tokens/plan', query),
  inspectToken: (account: string) => of(account, '/tokens/inspect'),
  certificateBundle: (account: string) => of(account, '/tokens/ca-bundle'),
  findings: (account: string, query?: Query) => of(account, '/findings', query),
  fixTogether: (account: string, query?: Query) => of(account, '/findings/together', query),
  findingsExport: (account: string, query?: Query) => of(account, '/findings/export', query),
  /** What a text says stays in the browser: the address holds `region`, `resourceId`, `user` and `as` alone. */
  doctor: (account: string, query?: Query) => of(account, '/doctor', query),
  /** POST: one live check. */
  doctorChecks: (account: string) => of(account, '/doctor/checks'),
  // The rest belongs to the server, not to one account: what was done in several stands in one Activity.
  activity: (query?: Query) => withQuery('/activity', query),
  activityExport: (query?: Query) => withQuery('/activity/export', query),
  /** Undoes a change, or ends one that was interrupted: `undo`, `finish`, `take-back`. */
  reversal: (entry: number | string, way: 'undo' | 'finish' | 'take-back') =>
    withQuery(`/activity/${entry}/${way}`),
  /** Where a one-time key is shown to be spent. */
  launch: (query?: Query) => withQuery('/launch', query),
  /** POST: ends the session of this browser. */
  signOut: () => withQuery('/sign-out'),
  settings: (query?: Query) => withQuery('/settings', query),
  firstRun: (query?: Query) => withQuery('/welcome', query),
  palette: (query?: Query) => withQuery('/palette', query),
  /** POST: reads AWS again. */
  refresh: () => withQuery('/refresh'),
  /** Whether a newer answer is there: AWS is not asked. */
  reading: () => withQuery('/reading'),
} as const

const OF_ONE_ACCOUNT = /^\/(?:targets|principals|reach|grants|tokens|findings|doctor|database-users)(?=\/|$)/
/** Addresses of no page that can mean one alone. */
const MEANT: Readonly<Record<string, string>> = {
  '': '/targets',
  '/grants': '/grants/new',
  '/policies': '/principals',
  '/users': '/database-users',
}
const OF_THE_SERVER: ReadonlySet<string> = new Set(['/activity', '/settings'])

/**
 * Where an address leads that was one before addresses named their account, or that somebody would guess; null: it is a
 * page, or nobody knows. What is done in another account stands in no Activity here.
 */
export function movedTo(pathname: string, account: string): string | null {
  const path = pathname.replace(/\/+$/, '')
  const named = accountIn(path)
  if (named === null) return OF_ONE_ACCOUNT.test(path) ? of(account, MEANT[path] ?? path) : null
  const page = pageOf(path)
  const meant = MEANT[page]
  if (meant) return of(named, meant)
  return OF_THE_SERVER.has(page) && (named === account || named === HOME) ? page : null
}

/** The account that an address names; null: it belongs to the server. */
export function accountIn(pathname: string): string | null {
  return /^\/a\/([^/]+)/.exec(pathname)?.[1] ?? null
}

/** Which page an address leads to, whichever account it is of: for what marks the page that is shown. */
export function pageOf(address: string): string {
  return address.replace(/^\/a\/[^/]+|[?#].*$/g, '')
}

/** Whether a page, by `pageOf`, is that one or below it. */
export const isWithin = (page: string, other: string): boolean =>
  page === other || page.startsWith(`${other}/`)
