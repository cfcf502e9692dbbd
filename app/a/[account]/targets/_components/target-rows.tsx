'use client'

import { Fragment } from 'react'
import { useAccount } from '@/components/use-account'
import { routes } from '@/lib/routes'
import type { ListedTarget } from './listed-target'
import { MemberLine, TargetLine } from './target-line'

/**
 * Drawn from plain data in the browser as well: rows made by the server alone would be sent twice, as markup and as the
 * description of it, and three hundred of them weigh two megabytes.
 */
export function TargetRows({
  rows,
  open,
  query,
}: {
  rows: ListedTarget[]
  open: string[]
  /** The address without what is open. */
  query: Record<string, string | string[] | null>
}) {
  const account = useAccount()
  return rows.map(row => {
    const isOpen = open.includes(row.resourceId)
    const others = open.filter(id => id !== row.resourceId)
    const toggleHref =
      row.members.length > 0
        ? routes.targets(account, { ...query, open: isOpen ? others : [...others, row.resourceId] })
        : null
    return (
      <Fragment key={row.resourceId}>
        <TargetLine row={row} open={isOpen} toggleHref={toggleHref} />
        {isOpen ? row.members.map(member => <MemberLine key={member.resourceId} member={member} />) : null}
      </Fragment>
    )
  })
}
