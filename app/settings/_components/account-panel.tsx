import { ArnText } from '@/components/arn-text'
import { Panel, PanelRow } from '@/components/ui/panel'
import { formatAccount } from '@/lib/format'
import type { Session } from '@/lib/services/shell/get-session'

export function AccountPanel({ session }: { session: Session }) {
  const { account, version } = session
  return (
    <Panel title="Account">
      {account ? (
        <>
          <PanelRow name="AWS account">
            {account.alias ? <span className="mr-3">{account.alias}</span> : null}
            <span className={account.alias ? 'text-muted' : ''}>{formatAccount(account.id)}</span>
          </PanelRow>
          <PanelRow name="Caller identity">
            <ArnText
              value={account.callerArn}
              name="caller ARN"
              shown={account.callerArn}
              copy
              className="max-w-full overflow-x-auto"
            />
          </PanelRow>
        </>
      ) : (
        <PanelRow name="AWS account">
          <span className="text-muted">Not read</span>
        </PanelRow>
      )}
      <PanelRow name="Gatehouse">{version}</PanelRow>
    </Panel>
  )
}
