import type { NextRequest } from 'next/server'
import { asJson, exportAnswer } from '@/app/_export/export-file'
import { sealedJson } from '@/app/_export/sealed-json'
import { organizationWords } from '@/lib/access/model/as-far-as-read'
import { readPage } from '@/lib/actions/read-page'
import { getPrincipal, type PrincipalPage } from '@/lib/services/principals/get-principal'
import { parseOnePrincipalQuery } from '../search-params'

interface Asked extends PrincipalPage {
  by: string
  at: string
}

function evidence({ principal, by, at, ...page }: Asked) {
  const { arn, label, group, description, boundaryArn, groups, lastUsedAt, trustText } = principal
  const facts = { arn, label, group, description, boundaryArn, groups, lastUsedAt, trustText }
  return {
    asOf: page.readAt,
    asked: { by, at },
    principal: { ...facts, organizationPolicies: organizationWords(principal) },
    reach: page.reach,
    otherTargets: page.unreached,
    notRead: page.beyond,
    becomes: page.becomes,
    becomesCaveat: page.waysCaveat,
    policies: page.policies,
    unreadPolicies: page.unreadPolicies,
    findings: page.findings,
    findingsNotRead: page.findingsUnread,
    caveats: page.caveats,
    caveatsOfOthers: page.caveatsOfOthers,
  }
}

/** Everything the page shows about one principal, dated, for an audit file. */
export async function GET(request: NextRequest): Promise<Response> {
  const { arn } = parseOnePrincipalQuery(Object.fromEntries(request.nextUrl.searchParams))
  return exportAnswer(request, {
    name: ({ principal }) => `${principal.name}-reach`,
    read: () =>
      readPage(async context => ({
        ...(await getPrincipal(context, { arn })),
        by: context.actor.name,
        at: context.now.toISOString(),
      })),
    write: { json: value => asJson(sealedJson(evidence(value))) },
  })
}
