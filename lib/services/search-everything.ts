import 'server-only'
import { AS_FAR_AS_READ, isAsFarAsRead, someAsFarAsRead } from '@/lib/access/as-far-as-read'
import { type CompiledAccess, compileAccess } from '@/lib/access/compile-access'
import type { Inventory } from '@/lib/access/inventory'
import { type Found, ranked, searchInventory, targetAt } from '@/lib/access/search-inventory'
import { prepareSummaries, targetSummary } from '@/lib/access/summary'
import type { IamAuthState } from '@/lib/access/target'
import type { Verdict } from '@/lib/access/verdict'
import { pastedConnection } from '@/lib/connect/pasted-connection'
import type { Severity } from '@/lib/findings/finding'
import { formatCount } from '@/lib/format'
import { assertCan, can, type Operator } from '@/lib/operator/operator'
import { routes } from '@/lib/routes'
import { breathe } from '@/lib/services/breathe'
import { loadInventory } from '@/lib/services/load-inventory'
import { openFindings } from '@/lib/services/open-findings'

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

function pagesOf(operator: Operator): FoundItem[] {
  const page = (title: string, detail: string, href: Address): FoundItem => ({
    group: 'do',
    title,
    detail,
    href,
  })
  return [
    ...(can(operator, 'mint') ? [page('Issue token', 'for a database user', routes.tokens())] : []),
    ...(can(operator, 'grant') ? [page('Grant access', 'to a role, user or group', routes.grant())] : []),
    page('Targets', 'instances, clusters and proxies', routes.targets()),
    page('Principals', 'roles and users', routes.principals()),
    page('Reach', 'who reaches most, over all targets', routes.reach()),
    page('Findings', 'what is wrong, with its fix', routes.findings()),
    page('Activity', 'what was done here', routes.activity()),
    page('Settings', 'account, regions, permissions', routes.settings()),
  ]
}

const FINDINGS = 6

async function findingsOf(inventory: Inventory, term: string): Promise<FoundItem[]> {
  if (term.length < 2) return []
  const open = (await openFindings(inventory)) ?? []
  const namesOf = ({ title, subject, targets }: (typeof open)[number]) => [
    title,
    subject.label,
    ...targets.map(({ name }) => name),
  ]
  return ranked(open, term, namesOf, FINDINGS).map(({ id, title, severity, subject }) => ({
    group: 'findings' as const,
    title,
    detail: subject.label,
    href: routes.findings({ finding: id }),
    severity,
  }))
}

/** What is done with a target; `as`: the database user that a pasted line names. */
function actionsFor(
  operator: Operator,
  { target, canConnect }: Found['targets'][number],
  as: string | null,
  asFarAsRead: boolean,
): FoundItem[] {
  const { name, region, resourceId } = target
  const place = { region, resourceId }
  const action = (title: string, href: Address, detail: string | null = null): FoundItem => {
    return { group: 'do', title, detail, href }
  }
  const who = as ? `Who can connect to ${name} as ${as}?` : `Who can connect to ${name}?`
  const read = asFarAsRead ? `, ${AS_FAR_AS_READ}` : ''
  const count = as ? null : `${formatCount(canConnect, 'principal')}${read}`
  return [
    ...(can(operator, 'mint')
      ? [
          action(
            as ? `Issue token for ${as} on ${name}` : `Issue token for ${name}`,
            routes.tokens({ ...place, user: as }),
          ),
        ]
      : []),
    action(who, routes.target(target, { find: as, as }), count),
    ...(can(operator, 'grant') ? [action(`Grant access on ${name}`, routes.grant(place))] : []),
  ]
}

function itemsOf({ targets, principals, databaseUsersOverall, databaseUsers }: Found): FoundItem[] {
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
      href: routes.reachUser(name),
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

/** Of a pasted line: what stands at its endpoint; where nothing does, the first part of its host is searched for. */
function pastedIn(
  access: CompiledAccess,
  query: string,
): { term: string; found: Found | null; as: string | null } {
  const pasted = pastedConnection(query)
  if (!pasted) return { term: query.toLowerCase(), found: null, as: null }
  const { host, databaseUser: as } = pasted
  const target = targetAt(access, host)
  if (!target) return { term: host.split('.')[0] ?? host, found: null, as: null }
  const users = as === null ? [] : searchInventory(access, as.toLowerCase()).databaseUsers
  const found: Found = {
    targets: [{ target, canConnect: targetSummary(access, target).canConnect }],
    principals: [],
    databaseUsersOverall: [],
    databaseUsers: users.filter(user => user.target === target && user.name === as),
  }
  return { term: target.name.toLowerCase(), found, as }
}

/** What the palette shows: `@` narrows to principals, `:` to targets, `>` to actions. */
export async function searchEverything(operator: Operator, query: string): Promise<FoundItem[]> {
  assertCan(operator, 'read')
  const only = NARROW[query.trim().charAt(0)] ?? null
  const text = (only ? query.trim().slice(1) : query).trim()
  if (only === 'do' && !text) return pagesOf(operator)
  const inventory = await loadInventory()
  const access = compileAccess(inventory)
  await prepareSummaries(access, breathe)
  const { term, found: pasted, as } = pastedIn(access, text)
  const found = pasted ?? searchInventory(access, term)
  const [best] = found.targets
  const pages = pagesOf(operator)
  const items: FoundItem[] = [
    ...(best && term ? actionsFor(operator, best, as, someAsFarAsRead(inventory)) : []),
    ...(pasted ? [] : ranked(pages, term, ({ title }) => [title], pages.length)),
    ...itemsOf(found),
    ...(await findingsOf(inventory, term)),
  ]
  return only ? items.filter(item => item.group === only) : items
}
