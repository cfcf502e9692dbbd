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
  'a/[account]/database-users/form/route.ts': ({ on }) => [
    `/a/home/database-users/form${query(targetAndId(on))}`,
  ],
  'a/[account]/database-users/page.tsx': ({ on }) => [
    '/a/home/database-users',
    `/a/home/database-users${query({ on: targetAndId(on).resourceId })}`,
  ],
  'a/[account]/database-users/together/route.ts': 'It answers POST alone: what it looks at moves by itself.',
  'a/[account]/database-users/plan/route.ts': 'It answers POST alone: what it looks at moves by itself.',
  'a/[account]/database-users/script/route.ts':
    'It looks inside a database, and writes the plan of that moment.',
  'a/[account]/doctor/checks/route.ts': 'It answers POST alone: what it looks at moves by itself.',
  'a/[account]/doctor/page.tsx': ({ on, user, role }) => [
    '/a/home/doctor',
    `/a/home/doctor${query({ ...targetAndId(on), user, as: role })}`,
  ],
  'a/[account]/findings/export/route.ts': () => [
    '/a/home/findings/export',
    '/a/home/findings/export?format=sarif',
  ],
  'a/[account]/findings/page.tsx': () => ['/a/home/findings'],
  'a/[account]/findings/together/page.tsx': () => [
    '/a/home/findings/together?kind=condition-on-allow&fix=remove',
  ],
  'a/[account]/grants/choices/route.ts': () => [
    '/a/home/grants/choices?kind=who&find=eng',
    '/a/home/grants/choices?kind=on&find=orders',
  ],
  'a/[account]/grants/new/page.tsx': ({ on, user, role }) => [
    '/a/home/grants/new',
    `/a/home/grants/new${query({ who: role, on: `${on}/${user}`, name: 'faults-new' })}`,
  ],
  'a/[account]/grants/plan/route.ts': 'It answers POST alone: the page of the same plan is looked at.',
  'a/[account]/grants/remove/page.tsx': ({ on, user, role }) => [
    `/a/home/grants/remove${query({ principal: role, target: on, user })}`,
  ],
  'launch/route.ts': 'It signs in, and knows nothing of the account.',
  'page.tsx': 'It leads to the targets.',
  'palette/route.ts': () => ['/palette?q=orders', '/palette?q=analyst'],
  'a/[account]/principals/one/export/route.ts': ({ role }) => [
    `/a/home/principals/one/export${query({ arn: role })}`,
  ],
  'a/[account]/principals/one/page.tsx': ({ role, iamUser }) => [
    `/a/home/principals/one${query({ arn: role })}`,
    `/a/home/principals/one${query({ arn: iamUser, tab: 'policies' })}`,
    `/a/home/principals/one${query({ arn: role, tab: 'trust' })}`,
  ],
  'a/[account]/principals/page.tsx': () => ['/a/home/principals'],
  'a/[account]/reach/export/route.ts': () => ['/a/home/reach/export?view=targets'],
  'a/[account]/reach/page.tsx': () => [
    '/a/home/reach',
    '/a/home/reach?view=targets',
    '/a/home/reach?view=users',
  ],
  'a/[account]/reach/user/export/route.ts': ({ user }) => [
    `/a/home/reach/user/export${query({ name: user })}`,
  ],
  'a/[account]/reach/user/page.tsx': ({ user }) => [`/a/home/reach/user${query({ name: user })}`],
  'reading/route.ts': 'It tells whether something is being read.',
  'refresh/route.ts': 'It reads again, which is done before every look.',
  'settings/page.tsx': () => ['/settings'],
  'sign-out/route.ts': 'It ends the session.',
  'a/[account]/targets/together/page.tsx': ({ on, west }) => [
    `/a/home/targets/together?turn=off&only=${encodeURIComponent(on)}`,
    `/a/home/targets/together?turn=on&when=now&only=${encodeURIComponent(west)}`,
  ],
  'a/[account]/targets/together/[change]/page.tsx':
    'It tells what the records hold of a change that somebody began, and asks AWS nothing.',
  'a/[account]/targets/[region]/[resourceId]/activity/page.tsx': ({ on }) => [
    `/a/home/targets/${on}/activity`,
  ],
  'a/[account]/targets/[region]/[resourceId]/connect/page.tsx': ({ on }) => [`/a/home/targets/${on}/connect`],
  'a/[account]/targets/[region]/[resourceId]/explain/route.ts': ({ on, role, user }) => [
    `/a/home/targets/${on}/explain${query({ who: role, as: user })}`,
  ],
  'a/[account]/targets/[region]/[resourceId]/export/route.ts': ({ on, west }) => [
    `/a/home/targets/${on}/export`,
    `/a/home/targets/${west}/export?format=json`,
  ],
  'a/[account]/targets/[region]/[resourceId]/page.tsx': ({ on, proxy, west, role, user }) => [
    `/a/home/targets/${on}${query({ who: role, as: user })}`,
    `/a/home/targets/${proxy}`,
    `/a/home/targets/${west}`,
  ],
  'a/[account]/targets/[region]/[resourceId]/settings/page.tsx': ({ on, off, proxy, cluster }) => [
    `/a/home/targets/${on}/settings?switch=off`,
    `/a/home/targets/${off}/settings?switch=on`,
    `/a/home/targets/${proxy}/settings`,
    `/a/home/targets/${cluster}/settings`,
  ],
  'a/[account]/targets/[region]/[resourceId]/users/export/route.ts': ({ on }) => [
    `/a/home/targets/${on}/users/export`,
  ],
  'a/[account]/targets/[region]/[resourceId]/users/page.tsx': ({ on, user }) => [
    `/a/home/targets/${on}/users`,
    `/a/home/targets/${on}/users${query({ user })}`,
    `/a/home/targets/${on}/users${query({ change: 'create' })}`,
  ],
  'a/[account]/targets/[region]/[resourceId]/users/query/route.ts': ({ on }) => [
    `/a/home/targets/${on}/users/query`,
  ],
  'a/[account]/targets/export/route.ts': () => ['/a/home/targets/export'],
  'a/[account]/targets/page.tsx': () => ['/a/home/targets', '/a/home/targets?q=orders'],
  'a/[account]/tokens/ca-bundle/route.ts': 'It holds certificates, and nothing of the account.',
  'a/[account]/tokens/inspect/page.tsx': 'It asks nothing of AWS: a token is taken apart in the browser.',
  'a/[account]/tokens/page.tsx': ({ on, user }) => [
    '/a/home/tokens',
    `/a/home/tokens${query({ ...targetAndId(on), user })}`,
  ],
  'a/[account]/tokens/plan/route.ts': ({ on, user }) => [
    `/a/home/tokens/plan${query({ ...targetAndId(on), user })}`,
  ],
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
