import { Download, KeyRound } from 'lucide-react'
import { ArnText } from '@/components/arn-text'
import { Banner } from '@/components/ui/banner'
import { ButtonLink, buttonClass } from '@/components/ui/button'
import { Panel, PanelRow } from '@/components/ui/panel'
import { endpointsOf } from '@/lib/connect/target-endpoints'
import { routes } from '@/lib/routes'
import { wayTo } from '@/lib/services/tokens/way-to'
import { readTarget, refOf, type TargetParams } from '../_components/read-target'
import { connectQuery } from '../search-params'
import { ConnectRecipes } from './_components/connect-recipes'

interface Props {
  params: TargetParams
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Where to connect to and what a client needs. The token itself is issued elsewhere, with a reason. */
export default async function ConnectPage({ params, searchParams }: Props) {
  const query = connectQuery.parse(await searchParams)
  const reading = await readTarget(await refOf(params))
  if (!reading.ok) return null
  const { target, scan, capabilities } = reading.value
  const { accountId, region, resourceId } = target
  const tokensHref = routes.tokens(accountId, { region, resourceId })
  const mayIssue = capabilities.includes('mint') && target.iamAuth.accepted
  const [first, ...rest] = endpointsOf(target).map(endpoint => ({
    ...endpoint,
    way: wayTo(target, endpoint, ''),
  }))
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="grid max-w-4xl gap-3 p-5 max-md:p-4">
        {!target.iamAuth.accepted && (
          <Banner tone="warning" title="Tokens are refused here.">
            {target.iamAuth.reason ?? 'IAM authentication is off. Passwords go on working.'}
          </Banner>
        )}
        <Panel title="Endpoints">
          {endpointsOf(target).map(({ id, label, host, port, role }) => (
            <PanelRow
              key={id}
              name={label}
              action={
                mayIssue && (
                  <ButtonLink size="sm" href={routes.tokens(accountId, { region, resourceId, endpoint: id })}>
                    Token
                    <span className="sr-only"> for the endpoint {label}</span>
                  </ButtonLink>
                )
              }
            >
              <ArnText
                value={`${host}:${port}`}
                shown={`${host}:${port}`}
                name={`endpoint ${label.toLowerCase()}`}
                copy
              />
              <span className="block text-xs text-muted">{role}</span>
            </PanelRow>
          ))}
          {target.members.length > 0 && (
            <p className="px-4 py-3 text-xs text-muted">
              Each token is signed for one endpoint. Policies name the cluster, whichever of them is used.
            </p>
          )}
          {!target.endpoint && (
            <p className="px-4 py-3 text-muted">
              No endpoint yet: RDS gives one when the target is available.
            </p>
          )}
        </Panel>
        <Panel title="TLS">
          <PanelRow
            name="CA bundle"
            action={
              <a
                href={routes.certificateBundle(target.accountId)}
                download
                className={buttonClass({ size: 'sm' })}
              >
                <Download size={13} strokeWidth={1.5} aria-hidden />
                Download
              </a>
            }
          >
            All RDS certificate authorities, for <code className="text-xs">sslmode=verify-full</code>
            {target.certificateAuthority && (
              <span className="ml-2 text-xs text-muted">
                this target uses <code>{target.certificateAuthority}</code>
              </span>
            )}
          </PanelRow>
          <PanelRow name="Host in the certificate">
            The endpoint above. A name of your own cannot be used to sign a token, nor to verify it.
          </PanelRow>
        </Panel>
        {first && (
          <Panel
            title="Recipes, without a token"
            actions={
              mayIssue && (
                <ButtonLink size="sm" variant="primary" href={tokensHref}>
                  <KeyRound size={13} strokeWidth={1.5} aria-hidden />
                  Issue token
                </ButtonLink>
              )
            }
          >
            <div className="p-4">
              <p className="mb-4 text-xs text-muted">
                Each makes its token by the AWS CLI with your own AWS credentials, or keeps a place for one. A
                token opens connections for at most 15 minutes, less when those credentials end sooner; open
                connections go on. What runs on your machine is not recorded in Activity.
              </p>
              <ConnectRecipes
                target={{ name: target.name, engineLabel: target.engineLabel, family: target.family }}
                endpoints={[first, ...rest]}
                users={scan?.users.filter(({ iamReady }) => iamReady).map(({ name }) => name) ?? []}
                first={{
                  endpoint: query.endpoint ?? first.id,
                  user: query.user,
                  recipe: query.recipe ?? null,
                }}
              />
            </div>
          </Panel>
        )}
      </div>
    </div>
  )
}
