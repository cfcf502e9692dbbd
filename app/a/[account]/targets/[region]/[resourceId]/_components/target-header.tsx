import { FilePlus2, KeyRound, Lock, LockOpen } from 'lucide-react'
import { ArnText } from '@/components/arn-text'
import { CodeOwnerMark } from '@/components/code-owner-mark'
import { Moment } from '@/components/moment'
import { TargetKindIcon } from '@/components/target-kind-icon'
import { ButtonLink } from '@/components/ui/button'
import { Tag } from '@/components/ui/tag'
import { codeOwnerOf, ownerSentence } from '@/lib/access/model/code-owner'
import { headingTo } from '@/lib/access/model/iam-auth-state'
import { canHaveIamAuth } from '@/lib/access/model/iam-support'
import { connectArn, environmentOf, type Target } from '@/lib/access/model/target'
import { formatAccount, shortenHost } from '@/lib/format'
import { routes } from '@/lib/routes'
import { grantQuery } from './cell-links'
import { IamAuthSwitch } from './iam-auth-switch'

interface TargetHeaderProps {
  target: Target
  account: string | null
  /** How long RDS usually takes to settle a switch here; null: not known. */
  usual: string | null
  /** ISO, the server's. */
  now: string
  mayMint: boolean
  mayGrant: boolean
}

/** Name, where it is, how it is signed in to. Everything a machine compares can be copied. */
export function TargetHeader({ target, account, usual, now, mayMint, mayGrant }: TargetHeaderProps) {
  const environment = environmentOf(target)
  const owner = codeOwnerOf(target)
  const { accountId, region, resourceId } = target
  return (
    <header className="px-5 pt-3.5 max-md:px-4 max-md:pt-1">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className="max-md:hidden">
          <TargetKindIcon kind={target.kind} size={18} />
        </span>
        <h1 className="text-xl font-semibold tracking-[-0.02em] max-md:sr-only">{target.name}</h1>
        <span className="text-muted">{target.engineLabel}</span>
        {environment && <Tag>{environment}</Tag>}
        {owner && <CodeOwnerMark tool={owner.tool} sentence={ownerSentence(owner)} />}
        {target.replicaOf && <span className="text-subtle">replica of {target.replicaOf}</span>}
        <span className="ml-auto flex items-center gap-3">
          <IamAuthSwitch
            target={{ accountId, region, resourceId, name: target.name }}
            iamAuth={target.iamAuth}
          />
          {mayGrant && canHaveIamAuth(target.iamAuth.state) && (
            <ButtonLink
              size="lg"
              className="max-md:hidden"
              aria-label={`Grant on ${target.name}`}
              href={routes.grant(accountId, grantQuery({ region, resourceId }))}
            >
              <FilePlus2 size={15} strokeWidth={1.5} aria-hidden />
              Grant
            </ButtonLink>
          )}
          {mayMint && target.iamAuth.accepted && (
            <ButtonLink
              size="lg"
              className="max-md:hidden"
              href={routes.tokens(accountId, { region, resourceId })}
            >
              <KeyRound size={15} strokeWidth={1.5} aria-hidden />
              Issue token
            </ButtonLink>
          )}
        </span>
      </div>
      <div className="mt-1 -mb-1 flex max-md:hidden flex-wrap items-center gap-x-5 gap-y-1 text-xs text-muted">
        {target.endpoint && (
          <ArnText
            value={`${target.endpoint.host}:${target.endpoint.port}`}
            shown={`${shortenHost(target.endpoint.host)}:${target.endpoint.port}`}
            name="endpoint"
            copy
          />
        )}
        <ArnText
          value={target.resourceId}
          shown={target.resourceId}
          name="resource id"
          copy
          className="max-sm:hidden"
        />
        <ArnText
          value={connectArn(target, 'DATABASE_USER')}
          shown="connect ARN"
          name="connect ARN"
          copy
          className="max-lg:hidden"
        />
        <span>{target.region}</span>
        <span className="max-sm:hidden">
          {account && `${account} `}
          <code>{formatAccount(target.accountId)}</code>
        </span>
        <TlsText enforced={target.tlsEnforced} />
        {target.status !== 'available' && (
          <span>
            status <code>{target.status}</code>
          </span>
        )}
      </div>
      <SwitchNote iamAuth={target.iamAuth} usual={usual} now={now} />
    </header>
  )
}

/** What the switch is doing, with what this server knows of it: since when, and how long that usually takes. */
function SwitchNote({
  iamAuth,
  usual,
  now,
}: Pick<TargetHeaderProps, 'usual' | 'now'> & Pick<Target, 'iamAuth'>) {
  const { state, reason, since } = iamAuth
  if (!since && !reason) return null
  return (
    <p className="mt-1.5 text-xs text-muted" data-slot="iam-auth-reason">
      {since ? (
        <>
          Turning {headingTo(state)} now, since <Moment iso={since} now={now} />
          {usual ? `; ${usual}` : ''}.
        </>
      ) : (
        reason
      )}
    </p>
  )
}

function TlsText({ enforced }: { enforced: boolean | null }) {
  if (enforced === null) return <span className="text-subtle">TLS setting not read</span>
  const Icon = enforced ? Lock : LockOpen
  return (
    <span className={`inline-flex items-center gap-1.5 ${enforced ? '' : 'text-cond'}`}>
      <Icon size={13} strokeWidth={1.5} aria-hidden />
      {enforced ? 'TLS enforced' : 'TLS optional'}
    </span>
  )
}
