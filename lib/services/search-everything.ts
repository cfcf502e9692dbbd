import 'server-only'
import { AS_FAR_AS_READ, isAsFarAsRead, someAsFarAsRead } from '@/lib/access/as-far-as-read'
import { compileAccess } from '@/lib/access/compile-access'
import type { Inventory } from '@/lib/access/inventory'
import { searchInventory } from '@/lib/access/search-inventory'
import { prepareSummaries } from '@/lib/access/summary'
import type { IamAuthState } from '@/lib/access/target'
import type { Verdict } from '@/lib/access/verdict'
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
  return open
    .filter(({ title, subject, targets }) =>
      [title, subject.label, ...targets.map(({ name }) => name)].some(text =>
        text.toLowerCase().includes(term),
      ),
    )
    .slice(0, FINDINGS)
    .map(({ id, title, severity, subject }) => ({
      group: 'findings' as const,
      title,
      detail: subject.label,
      href: routes.findings({ finding: id }),
      severity,
    }))
}

/** What the palette shows: `@` narrows to principals, `:` to targets, `>` to actions. */
export async function searchEverything(operator: Operator, query: string): Promise<FoundItem[]> {
  assertCan(operator, 'read')
  const only = NARROW[query.trim().charAt(0)] ?? null
  const term = (only ? query.trim().slice(1) : query).trim().toLowerCase()
  const pages = pagesOf(operator).filter(item => item.title.toLowerCase().includes(term))
  if (only === 'do' && !term) return pages
  const inventory = await loadInventory()
  const access = compileAccess(inventory)
  await prepareSummaries(access, breathe)
  const found = searchInventory(access, term)
  const [best] = found.targets
  const about: FoundItem[] =
    best && term
      ? [
          ...(can(operator, 'mint')
            ? [
                {
                  group: 'do' as const,
                  title: `Issue token for ${best.target.name}`,
                  detail: null,
                  href: routes.tokens({ region: best.target.region, resourceId: best.target.resourceId }),
                },
              ]
            : []),
          {
            group: 'do',
            title: `Who can connect to ${best.target.name}?`,
            detail: `${formatCount(best.canConnect, 'principal')}${someAsFarAsRead(inventory) ? `, ${AS_FAR_AS_READ}` : ''}`,
            href: routes.target(best.target),
          },
          ...(can(operator, 'grant')
            ? [
                {
                  group: 'do' as const,
                  title: `Grant access on ${best.target.name}`,
                  detail: null,
                  href: routes.grant({ region: best.target.region, resourceId: best.target.resourceId }),
                },
              ]
            : []),
        ]
      : []
  const items: FoundItem[] = [
    ...about,
    ...pages,
    ...found.targets.map(({ target }) => ({
      group: 'targets' as const,
      title: target.name,
      detail: `${target.engineLabel}, ${target.region}`,
      href: routes.target(target),
      state: target.iamAuth.state,
    })),
    ...found.principals.map(({ principal, verdict, detail }) => ({
      group: 'principals' as const,
      title: principal.label,
      detail,
      href: routes.principal(principal.arn),
      verdict,
      asFarAsRead: isAsFarAsRead(principal),
    })),
    ...found.databaseUsersOverall.map(({ name, targets }) => ({
      group: 'databaseUsers' as const,
      title: name,
      detail: `over all targets, on ${targets} of them`,
      href: routes.reachUser(name),
    })),
    ...found.databaseUsers.map(({ name, target, detail, verdict }) => ({
      group: 'databaseUsers' as const,
      title: name,
      detail,
      href: routes.target(target, { find: name }),
      verdict,
    })),
    ...(await findingsOf(inventory, term)),
  ]
  return only ? items.filter(item => item.group === only) : items
}
