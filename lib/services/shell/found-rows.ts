import 'server-only'
import { isAsFarAsRead } from '@/lib/access/model/as-far-as-read'
import type { AccountReading, Inventory } from '@/lib/access/model/inventory'
import { keptListing } from '@/lib/access/reading/kept-listing'
import { nameList } from '@/lib/access/search/name-list'
import { RANK, ranked } from '@/lib/access/search/rank-names'
import type { HeldByName } from '@/lib/access/search/search-index'
import type { Found, FoundPrincipal } from '@/lib/access/search/search-inventory'
import { keptFrom } from '@/lib/findings/kept-from'
import { formatUtc } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { Context } from '@/lib/services/context'
import { openFindings } from '@/lib/services/findings/open-findings'
import { openUnchecked } from '@/lib/services/findings/open-unchecked'
import type { FoundItem, RankedItem } from '@/lib/services/shell/found-item'

/** A Region that was not read again keeps what was known of it, under its date. */
const dated = (detail: string, kept: string | null | undefined) =>
  kept ? `${detail}, known as of ${formatUtc(kept)}` : detail

export const principalRow = ({ principal, verdict, detail }: FoundPrincipal): FoundItem => ({
  group: 'principals',
  title: principal.label,
  detail,
  href: routes.principal(principal.arn),
  verdict,
  asFarAsRead: isAsFarAsRead(principal),
})

const FEW_HOLDERS = 2

/** Who holds it is what a policy is searched for: of one holder its page, of none what is wrong with that. */
function policyRow({ policy, holders }: HeldByName, accountId: string): FoundItem {
  const [first] = holders
  const named = holders.slice(0, FEW_HOLDERS).map(({ label }) => label)
  const more = holders.length - named.length
  const names = more > 0 ? `${named.join(', ')} and ${more} more` : named.join(' and ')
  const kind = policy.kind === 'inline' ? 'inline, held by' : 'held by'
  return {
    group: 'policies',
    title: policy.name,
    detail: `${kind} ${names || 'nobody'}`,
    href: first
      ? routes.principal(first.arn, { tab: 'policies' })
      : routes.findings(accountId, { q: policy.name }),
  }
}

/** Its best policy's holders, where nobody is called as was typed. */
function holderRows({ policies, ranks }: Found): RankedItem[] {
  const [best] = policies
  if (!best || ranks.policies >= ranks.principals || best.holders.length < 2) return []
  return best.holders.slice(0, 6).map(principal => ({
    ...principalRow({ principal, verdict: null, detail: `holds ${best.policy.name}` }),
    // After the policy itself.
    rank: ranks.policies + 0.1,
  }))
}

/** A target that RDS did not describe this time says so: its name and state are of then. */
export function foundRows(found: Found, reading: AccountReading): RankedItem[] {
  const { accountId } = reading
  const { targets, principals, policies, databaseUsersOverall, databaseUsers, ranks } = found
  const users: FoundItem[] = [
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
  const holders = holderRows(found)
  return [
    ...targets.map(({ target }) => ({
      group: 'targets' as const,
      title: target.name,
      detail: dated(`${target.engineLabel}, ${target.region}`, keptListing(reading, target)?.at),
      href: routes.target(target),
      state: target.iamAuth.state,
      rank: ranks.targets,
    })),
    ...(holders.length > 0
      ? holders
      : principals.map(line => ({ ...principalRow(line), rank: ranks.principals }))),
    ...users.map(item => ({ ...item, rank: ranks.databaseUsers })),
    ...policies.map(held => ({ ...policyRow(held, accountId), rank: ranks.policies })),
  ]
}

const FINDINGS = 6
/** A finding about more targets than this is not looked for by one of them. */
const NAMED_TARGETS = 50

export async function findingRows(
  context: Context,
  inventory: Inventory,
  term: string,
): Promise<RankedItem[]> {
  if (term.length < 2) return []
  const open = (await openFindings(context, inventory)) ?? []
  const list = nameList(
    open,
    ({ title }) => title,
    ({ rule, subject, targets }) => [
      rule,
      subject.label,
      ...targets.slice(0, NAMED_TARGETS).map(({ name }) => name),
    ],
  )
  const before = nameList(
    await openUnchecked(context, inventory, open),
    ({ title }) => title,
    ({ rule, subject }) => [rule, subject],
  )
  const limit = { limit: FINDINGS }
  const found = [
    ...ranked(list, term, limit).map(({ item, rank }) => ({
      ...item,
      detail: dated(item.subject.label, keptFrom(inventory, item.targets)),
      rank,
    })),
    ...ranked(before, term, limit).map(({ item, rank }) => ({
      ...item,
      detail: `${item.subject}, known before, not checked now`,
      rank,
    })),
  ]
  return found.slice(0, FINDINGS).map(({ id, title, severity, detail, rank }) => ({
    group: 'findings',
    title,
    detail,
    href: routes.findings(inventory.accountId, { finding: id }),
    severity,
    // What is called so stands before what is wrong with it.
    rank: Math.max(rank, RANK.inside),
  }))
}
