import { readdirSync } from 'node:fs'
import { sep } from 'node:path'
import { inProject } from '../project.js'

/**
 * What the addresses are made of.
 * @typedef {{ on: string, off: string, proxy: string, west: string, cluster: string, user: string, role: string, iamUser: string,
 *   entry: number }} Names `on` to `cluster`: targets as `us-east-1/db-…`
 * @typedef {(names: Names) => string[]} Addresses
 */

const query = (/** @type {Record<string, string>} */ values) => `?${new URLSearchParams(values)}`

/** @param {string} target */
function targetAndId(target) {
  const [region = '', resourceId = ''] = target.split('/')
  return { region, resourceId }
}

/** Every page and route handler, with the addresses by which it is looked at. A sentence: why nothing is seen there. */
/** @type {Record<string, Addresses | string>} */
export const SCREENS = {
  'activity/[entry]/[way]/page.tsx': ({ entry }) => [`/activity/${entry}/undo`],
  'activity/export/route.ts': () => ['/activity/export?days=all'],
  'activity/page.tsx': ({ entry }) => ['/activity?days=all', `/activity?days=all&entry=${entry}`],
  'api/health/route.ts': 'It tells whether the server lives, and an age.',
  'api/metrics/route.ts': 'It tells counts of calls and ages, which go on by themselves.',
  'findings/export/route.ts': () => ['/findings/export', '/findings/export?format=sarif'],
  'findings/page.tsx': () => ['/findings'],
  'findings/together/page.tsx': () => ['/findings/together?kind=condition-on-allow&fix=remove'],
  'grants/choices/route.ts': () => [
    '/grants/choices?kind=who&find=eng',
    '/grants/choices?kind=on&find=orders',
  ],
  'grants/new/page.tsx': ({ on, user, role }) => [
    '/grants/new',
    `/grants/new${query({ who: role, on: `${on}/${user}`, name: 'faults-new' })}`,
  ],
  'grants/remove/page.tsx': ({ on, user, role }) => [
    `/grants/remove${query({ principal: role, target: on, user })}`,
  ],
  'launch/route.ts': 'It signs in, and knows nothing of the account.',
  'page.tsx': 'It leads to the targets.',
  'palette/route.ts': () => ['/palette?q=orders', '/palette?q=analyst'],
  'principals/one/export/route.ts': ({ role }) => [`/principals/one/export${query({ arn: role })}`],
  'principals/one/page.tsx': ({ role, iamUser }) => [
    `/principals/one${query({ arn: role })}`,
    `/principals/one${query({ arn: iamUser, tab: 'policies' })}`,
    `/principals/one${query({ arn: role, tab: 'trust' })}`,
  ],
  'principals/page.tsx': () => ['/principals'],
  'reach/export/route.ts': () => ['/reach/export?view=targets'],
  'reach/page.tsx': () => ['/reach', '/reach?view=targets', '/reach?view=users'],
  'reach/user/export/route.ts': ({ user }) => [`/reach/user/export${query({ name: user })}`],
  'reach/user/page.tsx': ({ user }) => [`/reach/user${query({ name: user })}`],
  'reading/route.ts': 'It tells whether something is being read.',
  'refresh/route.ts': 'It reads again, which is done before every look.',
  'settings/page.tsx': () => ['/settings'],
  'sign-out/route.ts': 'It ends the session.',
  'targets/[region]/[resourceId]/activity/page.tsx': ({ on }) => [`/targets/${on}/activity`],
  'targets/[region]/[resourceId]/connect/page.tsx': ({ on }) => [`/targets/${on}/connect`],
  'targets/[region]/[resourceId]/explain/route.ts': ({ on, role, user }) => [
    `/targets/${on}/explain${query({ who: role, as: user })}`,
  ],
  'targets/[region]/[resourceId]/export/route.ts': ({ on, west }) => [
    `/targets/${on}/export`,
    `/targets/${west}/export?format=json`,
  ],
  'targets/[region]/[resourceId]/page.tsx': ({ on, proxy, west, role, user }) => [
    `/targets/${on}${query({ who: role, as: user })}`,
    `/targets/${proxy}`,
    `/targets/${west}`,
  ],
  'targets/[region]/[resourceId]/settings/page.tsx': ({ on, off, proxy, cluster }) => [
    `/targets/${on}/settings?switch=off`,
    `/targets/${off}/settings?switch=on`,
    `/targets/${proxy}/settings`,
    `/targets/${cluster}/settings`,
  ],
  'targets/[region]/[resourceId]/users/page.tsx': ({ on }) => [`/targets/${on}/users`],
  'targets/export/route.ts': () => ['/targets/export'],
  'targets/page.tsx': () => ['/targets', '/targets?q=orders'],
  'tokens/ca-bundle/route.ts': 'It holds certificates, and nothing of the account.',
  'tokens/page.tsx': ({ on, user }) => ['/tokens', `/tokens${query({ ...targetAndId(on), user })}`],
  'tokens/plan/route.ts': ({ on, user }) => [`/tokens/plan${query({ ...targetAndId(on), user })}`],
  'welcome/page.tsx': () => ['/welcome'],
}

/** Every file of `app/` at which something can be looked at. */
export function screenFiles() {
  const all = readdirSync(inProject('app'), { recursive: true, encoding: 'utf8' })
  return all
    .map(name => name.split(sep).join('/'))
    .filter(name => /(^|\/)(page\.tsx|route\.ts)$/.test(name))
    .sort()
}

/** @param {Names} names */
export function everyAddress(names) {
  const rows = screenFiles().map(file => {
    const row = SCREENS[file]
    if (row === undefined) throw new Error(`app/${file} has no row in lib/launch/faults/screens.js.`)
    return row
  })
  return rows.flatMap(row => (typeof row === 'string' ? [] : row(names)))
}
