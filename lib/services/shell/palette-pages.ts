import 'server-only'
import { nameList } from '@/lib/access/search/name-list'
import { ranked } from '@/lib/access/search/rank-names'
import { HOME } from '@/lib/account-name'
import { can } from '@/lib/operator/operator'
import { routes } from '@/lib/routes'
import type { Context } from '@/lib/services/context'
import type { Address, BrowserAct, FoundItem, RankedItem } from '@/lib/services/shell/found-item'

interface Page {
  item: FoundItem
  /** What people call it, besides its title. */
  words: string[]
}

const page = (title: string, detail: string, href: Address, words = ''): Page => ({
  item: { group: 'do', title, detail, href },
  words: words.split(',').filter(Boolean),
})

const act = (title: string, detail: string, name: BrowserAct, words: string): Page => ({
  item: { group: 'do', title, detail, href: null, act: name },
  words: words.split(','),
})

const ACTS = [
  act('Dark theme', 'in this browser', 'dark', 'dark mode,night,theme,appearance'),
  act('Light theme', 'in this browser', 'light', 'light mode,day,theme,appearance'),
  act('Theme as the system', 'in this browser', 'system', 'auto,theme,appearance'),
  act('Print this page', 'or keep it as a PDF', 'print', 'pdf,paper'),
  act(
    'Take the tour',
    'three ways in, four steps each',
    'tour',
    'tour,help,getting started,introduction,guide',
  ),
  act('Read AWS again', 'what is shown may be stale', 'readAgain', 'refresh,reload,stale,update,old,rescan'),
]

function pages(context: Context): Page[] {
  const account = context.account.id ?? HOME
  return [
    ...(can(context, 'mint')
      ? [
          page(
            'Issue token',
            'for a database user',
            routes.tokens(account),
            'token,mint,connect,sign in,login',
          ),
        ]
      : []),
    ...(can(context, 'grant')
      ? [page('Grant access', 'to a role, user or group', routes.grant(account), 'give,allow,permission')]
      : []),
    page(
      'Inspect a token',
      'what is wrong with one that was refused',
      routes.inspectToken(account),
      'token,decode,expired',
    ),
    page(
      'Targets',
      'instances, clusters and proxies',
      routes.targets(account),
      'databases,rds,instances,clusters,proxies',
    ),
    page('Principals', 'roles and users', routes.principals(account), 'roles,users,people,iam'),
    page('Reach', 'who reaches most, over all targets', routes.reach(account), 'administrators,blast radius'),
    page(
      'Findings',
      'what is wrong, with its fix',
      routes.findings(account),
      'problems,issues,risks,warnings,critical',
    ),
    page(
      'Reconcile database users',
      'where IAM and the servers do not meet',
      routes.reconcile(account),
      'database users,rds_iam',
    ),
    page(
      'Connection doctor',
      'why a sign-in failed',
      routes.doctor(account),
      'doctor,error,refused,help,pam authentication failed,password authentication failed',
    ),
    page('Activity', 'what was done here', routes.activity(), 'history,log,audit,undo,changes,journal'),
    page(
      'Settings',
      'account, Regions, permissions',
      routes.settings(),
      'regions,permissions,preferences,theme,keyboard,sign out',
    ),
    ...ACTS,
  ]
}

export const allPages = (context: Context): FoundItem[] => pages(context).map(({ item }) => item)

/** By title or by what people call it; each page once, as the best of its names. */
export function findPages(context: Context, term: string): RankedItem[] {
  if (!term) return []
  const named = pages(context).flatMap(({ item, words }) =>
    [item.title, ...words].map(name => ({ item, name })),
  )
  const found = ranked(
    nameList(named, ({ name }) => name),
    term,
    { limit: named.length },
  )
  const best = new Map<string, RankedItem>()
  for (const {
    item: { item },
    rank,
  } of found)
    if (!best.has(item.title)) best.set(item.title, { ...item, rank })
  return [...best.values()]
}
