import { Download, FilePlus2 } from 'lucide-react'
import { ArnText } from '@/components/arn-text'
import { Moment } from '@/components/moment'
import { PrincipalIcon } from '@/components/principal-icon'
import { shownName } from '@/components/shown-name'
import { ButtonLink, buttonClass } from '@/components/ui/button'
import { Tag } from '@/components/ui/tag'
import type { Principal, PrincipalGroup } from '@/lib/access/model/principal'
import { formatAccount, shortenMiddle } from '@/lib/format'
import { routes } from '@/lib/routes'

const KIND: Record<PrincipalGroup, string> = { people: 'people', workloads: 'workload', iamUsers: 'IAM user' }

function LastUsed({ principal: { lastUsedAt, lastUsedRegion } }: { principal: Principal }) {
  if (!lastUsedAt) return 'Last use not known'
  const where = lastUsedRegion ? `, ${lastUsedRegion}` : ''
  return (
    <>
      Last used by AWS <Moment iso={lastUsedAt} now={new Date().toISOString()} />
      {where}
    </>
  )
}

/** Name, kind, ARN, boundary, and what can be done from here. */
export function PrincipalHeader({ principal, mayGrant }: { principal: Principal; mayGrant: boolean }) {
  const name = shownName(principal.label)
  const slash = name.indexOf('/') + 1
  const boundary = principal.boundaryArn
  return (
    <header className="px-5 pt-3.5 max-md:px-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <PrincipalIcon group={principal.group} size={18} />
        <h1 className="min-w-0 text-xl font-semibold tracking-[-0.02em] break-all">
          <span className="font-normal text-muted">{name.slice(0, slash)}</span>
          {name.slice(slash)}
        </h1>
        <Tag>{KIND[principal.group]}</Tag>
        {principal.description && <span className="text-muted">{principal.description}</span>}
        <span className="ml-auto flex flex-wrap items-center gap-3 max-md:ml-0">
          {mayGrant && !principal.unmodifiable && (
            <ButtonLink size="lg" href={routes.grant(principal.accountId, { who: principal.arn })}>
              <FilePlus2 size={15} strokeWidth={1.5} aria-hidden />
              Grant access
            </ButtonLink>
          )}
          <a className={buttonClass({ size: 'lg' })} href={routes.principalExport(principal.arn)} download>
            <Download size={15} strokeWidth={1.5} aria-hidden />
            Export evidence
          </a>
        </span>
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-x-5 gap-y-1 text-xs text-muted">
        <ArnText value={principal.arn} shown={shortenMiddle(principal.arn, 52, 28)} name="ARN" copy />
        <code>{formatAccount(principal.accountId)}</code>
        <span>
          <LastUsed principal={principal} />
        </span>
        <span>
          {boundary ? (
            <>
              Boundary <code title={boundary}>{boundary.slice(boundary.lastIndexOf('/') + 1)}</code>
            </>
          ) : (
            'No boundary'
          )}
        </span>
        {principal.groups.length > 0 && <span>In {principal.groups.join(', ')}</span>}
        {principal.unmodifiable && <span>{principal.unmodifiable}</span>}
      </div>
    </header>
  )
}
