import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { AS_FAR_AS_READ, isAsFarAsRead, someAsFarAsRead } from '@/lib/access/model/as-far-as-read'
import { type AccountReading, hasIam, type Inventory } from '@/lib/access/model/inventory'
import { isKnown } from '@/lib/access/model/part'
import type { IamAuthState, Target } from '@/lib/access/model/target'
import type { Verdict } from '@/lib/access/model/verdict'
import {
  type Found,
  ranked,
  searchInventory,
  searchReading,
  targetAt,
} from '@/lib/access/reach/search-inventory'
import { prepareSummaries, targetSummary } from '@/lib/access/reach/summary'
import { unreadWords } from '@/lib/access/reading/unread-listings'
import { unreadPolicies } from '@/lib/access/reading/unread-policies'
import { HOME } from '@/lib/account-name'
import { pastedConnection } from '@/lib/connect/pasted-connection'
import type { Severity } from '@/lib/findings/finding'
import { formatCount } from '@/lib/format'
import { assertCan, can } from '@/lib/operator/operator'
import { routes } from '@/lib/routes'
import { loadReading } from '@/lib/services/account/load-inventory'
import { yieldToEventLoop } from '@/lib/services/account/yield-to-event-loop'
import type { Context } from '@/lib/services/context'
import { openFindings } from '@/lib/services/findings/open-findings'

type Address = ReturnType<typeof routes.targets>

export interface FoundItem {
  group: 'do' | 'targets' | 'principals' | 'databaseUsers' | 'findings'
  title: string
  detail: string | null
  href: Address
  state?: IamAuthState | null
  verdict?: Verdict | null
  /** SCPs over the principal are unread. */
  asFarAsRead?: boolean
  severity?: Severity | null
  second?: { title: string; href: Address } | null
}

const NARROW: Record<string, FoundItem['group']> = { '@': 'principals', ':': 'targets', '>': 'do' }

function pagesOf(context: Context): FoundItem[] {
  const account = context.account.id ?? HOME
  const page = (title: string, detail: string, href: Address): FoundItem => ({
    group: 'do',
    title,
    detail,
    href,
  })
  return [
    ...(can(context, 'mint') ? [page('Issue token', 'for a database user', routes.tokens(account))] : []),
    ...(can(context, 'grant')
      ? [page('Grant access', 'to a role, user or group', routes.grant(account))]
      : []),
    page('Inspect a token', 'what is wrong with one that was refused', routes.inspectToken(account)),
    page('Targets', 'instances, clusters and proxies', routes.targets(account)),
    page('Principals', 'roles and users', routes.principals(account)),
    page('Reach', 'who reaches most, over all targets', routes.reach(account)),
    page('Findings', 'what is wrong, with its fix', routes.findings(account)),
    page('Connection doctor', 'why a sign-in failed', routes.doctor(account)),
    page('Activity', 'what was done here', routes.activity()),
    page('Settings', 'account, regions, permissions', routes.settings()),
  ]
}

const FINDINGS = 6

async function findingsOf(context: Context, inventory: Inventory, term: string): Promise<FoundItem[]> {
  if (term.length < 2) return []
  const open = (await openFindings(context, inventory)) ?? []
  const namesOf = ({ title, subject, targets }: (typeof open)[number]) => [
    title,
    subject.label,
    ...targets.map(({ name }) => name),
  ]
  return ranked(open, term, namesOf, FINDINGS).map(({ id, title, severity, subject }) => ({
    group: 'findings' as const,
    title,
    detail: subject.label,
    href: routes.findings(inventory.accountId, { finding: id }),
    severity,
  }))
}

/** What is done with a target; `as`: the database user that a pasted line names. */
function actionsFor(
  context: Context,
  { target, canConnect }: Found['targets'][number],
  as: string | null,
  asFarAsRead: boolean,
): FoundItem[] {
  const { name, accountId, region, resourceId } = target
  const place = { region, resourceId }
  const action = (title: string, href: Address, detail: string | null = null): FoundItem => {
    return { group: 'do', title, detail, href }
  }
  const who = as ? `Who can connect to ${name} as ${as}?` : `Who can connect to ${name}?`
  const read = asFarAsRead ? `, ${AS_FAR_AS_READ}` : ''
  const known = canConnect === null ? 'not evaluated' : `${formatCount(canConnect, 'principal')}${read}`
  const count = as ? null : known
  return [
    ...(can(context, 'mint')
      ? [
          action(
            as ? `Issue token for ${as} on ${name}` : `Issue token for ${name}`,
            routes.tokens(accountId, { ...place, user: as }),
          ),
        ]
      : []),
    action(who, routes.target(target, { find: as, as }), count),
    ...(can(context, 'grant') ? [action(`Grant access on ${name}`, routes.grant(accountId, place))] : []),
  ]
}

function itemsOf(
  { targets, principals, databaseUsersOverall, databaseUsers }: Found,
  accountId: string,
): FoundItem[] {
  return [
    ...targets.map(({ target }) => ({
      group: 'targets' as const,
      title: target.name,
      detail: `${target.engineLabel}, ${target.region}`,
      href: routes.target(target),
      state: target.iamAuth.state,
    })),
    ...principals.map(({ principal, verdict, detail }) => ({
      group: 'principals' as const,
      title: principal.label,
      detail,
      href: routes.principal(principal.arn),
      verdict,
      asFarAsRead: isAsFarAsRead(principal),
    })),
    ...databaseUsersOverall.map(({ name, targets: count }) => ({
      group: 'databaseUsers' as const,
      title: name,
      detail: `over all targets, on ${count} of them`,
      href: routes.reachUser(accountId, name),
    })),
    ...databaseUsers.map(({ name, target, detail, verdict }) => ({
      group: 'databaseUsers' as const,
      title: name,
      detail,
      href: routes.target(target, { find: name }),
      verdict,
    })),
  ]
}

interface Search {
  reading: AccountReading
  find: (term: string) => Found
  /** Null: not evaluated. */
  canConnect: (target: Target) => number | null
}

async function searchIn(reading: AccountReading | Inventory): Promise<Search> {
  if (!hasIam(reading)) return { reading, find: term => searchReading(reading, term), canConnect: () => null }
  const access = compileAccess(reading)
  await prepareSummaries(access, yieldToEventLoop)
  return {
    reading,
    find: term => searchInventory(access, term),
    canConnect: target => targetSummary(access, target).canConnect,
  }
}

/** What no search can find now: a name that is in it is not known to be nobody's. */
function notSearched(reading: AccountReading): string | null {
  const { regions, parts } = reading
  const iam = isKnown(parts.iam) ? null : 'users, roles and findings not read'
  return (
    [iam, unreadPolicies(reading), unreadWords(regions)].filter(words => words !== null).join('; ') || null
  )
}

/** Of a pasted line: what stands at its endpoint; where nothing does, the first part of its host is searched for. */
function pastedIn(search: Search, query: string): { term: string; found: Found | null; as: string | null } {
  const pasted = pastedConnection(query)
  if (!pasted) return { term: query.toLowerCase(), found: null, as: null }
  const { host, databaseUser: as } = pasted
  const target = targetAt(search.reading, host)
  if (!target) return { term: host.split('.')[0] ?? host, found: null, as: null }
  const users = as === null ? [] : search.find(as.toLowerCase()).databaseUsers
  const found: Found = {
    targets: [{ target, canConnect: search.canConnect(target) }],
    principals: [],
    databaseUsersOverall: [],
    databaseUsers: users.filter(user => user.target === target && user.name === as),
  }
  return { term: target.name.toLowerCase(), found, as }
}

export interface SearchAnswer {
  items: FoundItem[]
  /** What was not searched, because it was not read; null: everything was. */
  notSearched: string | null
}

/** What the palette shows: `@` narrows to principals, `:` to targets, `>` to actions. */
export async function searchEverything(context: Context, query: string): Promise<SearchAnswer> {
  assertCan(context, 'read')
  const only = NARROW[query.trim().charAt(0)] ?? null
  const text = (only ? query.trim().slice(1) : query).trim()
  if (only === 'do' && !text) return { items: pagesOf(context), notSearched: null }
  const reading = await loadReading(context.account)
  const inventory = hasIam(reading) ? reading : null
  const search = await searchIn(reading)
  const { term, found: pasted, as } = pastedIn(search, text)
  const found = pasted ?? search.find(term)
  const [best] = found.targets
  const pages = pagesOf(context)
  const asFarAsRead = inventory !== null && someAsFarAsRead(inventory)
  const items: FoundItem[] = [
    ...(best && term ? actionsFor(context, best, as, asFarAsRead) : []),
    ...(pasted ? [] : ranked(pages, term, ({ title }) => [title], pages.length)),
    ...itemsOf(found, reading.accountId),
    ...(inventory ? await findingsOf(context, inventory, term) : []),
  ]
  return {
    items: only ? items.filter(item => item.group === only) : items,
    notSearched: notSearched(reading),
  }
}
