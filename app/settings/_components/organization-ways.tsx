import { JsonCode } from '@/components/json-code'
import { formatAccount } from '@/lib/format'
import type { OrganizationReport } from '@/lib/services/account/get-organization'
import {
  delegation,
  mayBecomeReader,
  proposedReader,
  readerPermissions,
  readerTrust,
} from './organization-documents'
import { Unfold } from './unfold'

function Step({ title, detail, text }: { title: string; detail: string; text: string }) {
  return (
    <Unfold title={title} detail={detail} text={text}>
      <JsonCode text={text} label={`Policy: ${title}`} numbered={false} />
    </Unfold>
  )
}

const placeOf = (accountId: string | undefined | null) =>
  accountId && /^\d{12}$/.test(accountId) ? `account ${formatAccount(accountId)}` : 'the management account'

/** The two ways to have organisation policies read, each with all that is to be copied. */
export function OrganizationWays({ report }: { report: OrganizationReport }) {
  const { organization, accountId, partition, ownArn, readerRole } = report
  const { managementAccountId } = organization
  const reader = readerRole ?? proposedReader(partition, managementAccountId)
  return (
    <section aria-label="To have them read">
      <h3 className="border-b border-line px-4 py-2.5 font-medium">
        To have them read, one of two ways
        <span className="block text-xs font-normal text-muted">
          Either lets Gatehouse list and read organisation policies, and nothing else.
        </span>
      </h3>
      <Step
        title="Let this account read the organisation"
        detail={`In ${placeOf(managementAccountId)}: Organizations, Settings, Delegated administrator. There is one such policy; add the statement to it. The identity of this server also needs “Read organisation policies”, below.`}
        text={delegation({ accountId, partition })}
      />
      <Step
        title="Or a reader role: whom it trusts"
        detail={`In ${placeOf(reader.split(':')[4])}: a role named ${reader.split('/').at(-1)}, with this trust policy.`}
        text={readerTrust(ownArn ?? 'ARN-OF-THE-IDENTITY-OF-THIS-SERVER')}
      />
      <Step
        title="Reader role: what it may read"
        detail="Its permissions policy."
        text={readerPermissions()}
      />
      <Step
        title="Reader role: that this server may become it"
        detail="For the identity of this server, in this account."
        text={mayBecomeReader(reader)}
      />
      <p className="px-4 py-2.5 text-xs text-muted">
        {readerRole === null ? 'With a reader role, start the server with' : 'This server was started with'}{' '}
        <code className="break-all">GATEHOUSE_ORGANIZATION_ROLE={reader}</code>
        {readerRole === null ? null : '; why that did not help is said above.'}
      </p>
    </section>
  )
}
