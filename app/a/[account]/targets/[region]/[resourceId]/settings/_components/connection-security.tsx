import { ArnText } from '@/components/arn-text'
import { IamAuthLabel } from '@/components/iam-auth-mark'
import { TlsLabel } from '@/components/tls-mark'
import { Panel, PanelRow } from '@/components/ui/panel'
import { codeOwnerOf, ownerName, ownerSentence } from '@/lib/access/model/code-owner'
import { connectArn, type Target } from '@/lib/access/model/target'
import type { Progress } from './switch-steps'

const quiet = (text: string) => <span className="ml-2 text-xs text-muted">{text}</span>
const NOT_READ = <span className="text-subtle">Not read</span>

/** Everything that decides how a connection is accepted. */
export function ConnectionSecurity({ target, progress }: { target: Target; progress: Progress | null }) {
  const { proxy } = target
  const owner = codeOwnerOf(target)
  return (
    <Panel title="Connection security">
      <PanelRow name="IAM authentication">
        {progress?.stage === 'running' ? (
          <IamAuthLabel state={progress.desired === 'on' ? 'turningOn' : 'turningOff'} />
        ) : (
          <>
            <IamAuthLabel state={target.iamAuth.state} />
            {target.iamAuth.reason && quiet(target.iamAuth.reason)}
          </>
        )}
      </PanelRow>
      {owner && (
        <PanelRow name="Kept by code">
          {ownerName(owner)}
          {quiet(ownerSentence(owner))}
        </PanelRow>
      )}
      <PanelRow name="TLS">
        <TlsLabel enforced={target.tlsEnforced} />
        {target.tlsEnforced === false && quiet('A client may send its token in plain text')}
      </PanelRow>
      <PanelRow name="Connect ARN">
        <ArnText
          value={connectArn(target, 'DATABASE_USER')}
          shown={connectArn(target, 'DATABASE_USER')}
          name="connect ARN"
          copy
          wraps
        />
      </PanelRow>
      {!proxy && (
        <>
          <PanelRow name="Certificate authority">
            {target.certificateAuthority ? (
              <code className="text-xs">{target.certificateAuthority}</code>
            ) : (
              NOT_READ
            )}
          </PanelRow>
          <PanelRow name="Parameter group">
            {target.parameterGroup ? <code className="text-xs">{target.parameterGroup}</code> : NOT_READ}
          </PanelRow>
          <PanelRow name="Public access">
            {target.publiclyAccessible === null ? NOT_READ : target.publiclyAccessible ? 'Yes' : 'No'}
          </PanelRow>
          {target.kerberosEnabled && <PanelRow name="Kerberos">Directory membership is on</PanelRow>}
        </>
      )}
      {proxy && (
        <>
          <PanelRow name="Clients sign in with">
            {
              { required: 'IAM token, required', optional: 'IAM token or password', disabled: 'Password' }[
                proxy.clientAuth
              ]
            }
          </PanelRow>
          <PanelRow name="Proxy signs in with">
            {proxy.databaseAuth === 'iam' ? 'IAM token of its role' : 'Password from Secrets Manager'}
            {proxy.roleArn && <code className="ml-2 text-xs text-muted">{proxy.roleArn}</code>}
          </PanelRow>
          <PanelRow name="Stands before">
            {proxy.targets.map(behind => `${behind.name}, ${behind.health.toLowerCase()}`).join('; ') ||
              'None that was read'}
          </PanelRow>
        </>
      )}
    </Panel>
  )
}
