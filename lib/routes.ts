import type { Route } from 'next'

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
  region: string
  resourceId: string
}

const targetPath = (target: TargetRef) => `/targets/${target.region}/${target.resourceId}`

/** Every link in the product is made here: no hand-written href anywhere else. */
export const routes = {
  targets: (query?: Query) => withQuery('/targets', query),
  target: (target: TargetRef, query?: Query) => withQuery(targetPath(target), query),
  targetUsers: (target: TargetRef, query?: Query) => withQuery(`${targetPath(target)}/users`, query),
  targetConnect: (target: TargetRef, query?: Query) => withQuery(`${targetPath(target)}/connect`, query),
  targetSettings: (target: TargetRef, query?: Query) => withQuery(`${targetPath(target)}/settings`, query),
  targetActivity: (target: TargetRef, query?: Query) => withQuery(`${targetPath(target)}/activity`, query),
  targetExport: (target: TargetRef, query?: Query) => withQuery(`${targetPath(target)}/export`, query),
  targetExplain: (target: TargetRef, query?: Query) => withQuery(`${targetPath(target)}/explain`, query),
  principals: (query?: Query) => withQuery('/principals', query),
  /** The ARN goes in the query: it holds slashes and colons. */
  principal: (arn: string, query?: Query) => withQuery('/principals/one', { arn, ...query }),
  principalExport: (query: { arn: string }) => withQuery('/principals/one/export', query),
  reach: (query?: Query) => withQuery('/reach', query),
  reachExport: (query?: Query) => withQuery('/reach/export', query),
  /** One database user over all targets. */
  reachUser: (name: string, query?: Query) => withQuery('/reach/user', { name, ...query }),
  reachUserExport: (name: string, query?: Query) => withQuery('/reach/user/export', { name, ...query }),
  grant: (query?: Query) => withQuery('/grants/new', query),
  /** Ends one connection: `principal`, `target`, `user`, and the `way` that is looked at. */
  removal: (query: Query) => withQuery('/grants/remove', query),
  /** Principals, targets and policies to choose from, by `?kind=` and `?find=`. */
  grantChoices: (query?: Query) => withQuery('/grants/choices', query),
  tokens: (query?: Query) => withQuery('/tokens', query),
  tokenPlan: (query?: Query) => withQuery('/tokens/plan', query),
  findings: (query?: Query) => withQuery('/findings', query),
  fixTogether: (query?: Query) => withQuery('/findings/together', query),
  findingsExport: (query?: Query) => withQuery('/findings/export', query),
  activity: (query?: Query) => withQuery('/activity', query),
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
  activityExport: (query?: Query) => withQuery('/activity/export', query),
  targetsExport: (query?: Query) => withQuery('/targets/export', query),
  certificateBundle: () => withQuery('/tokens/ca-bundle'),
} as const
