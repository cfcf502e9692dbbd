import type { Route } from 'next'
import { ButtonLink } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { PanelSection } from '@/components/ui/sheet'
import type { NextStep } from '@/lib/access/explain/missing-piece'
import { addressOfRemoval } from '@/lib/grants/removal/removal-address'
import { routes } from '@/lib/routes'
import type { ExplainedCell } from '@/lib/services/targets/explain-cell'
import type { AccessTarget } from './access-target'
import { grantAddress } from './cell-links'

interface WhyFlipProps {
  target: AccessTarget
  explanation: ExplainedCell
  /** The panel's own button grants already. */
  mayGrant: boolean
}

/** What one change would turn the answer round, and where it is made. */
export function WhyFlip({ target, explanation, mayGrant }: WhyFlipProps) {
  const { missingPiece, removal } = explanation
  return (
    <>
      {missingPiece ? (
        <PanelSection title="What is missing">
          <p className="break-words">{missingPiece.text}</p>
          <NextSteps
            target={target}
            explanation={explanation}
            next={missingPiece.next.filter(({ kind }) => kind !== 'grant' || !mayGrant)}
          />
        </PanelSection>
      ) : null}
      {removal ? (
        <PanelSection title="What would end it">
          <p className="break-words">{removal.text}</p>
          {removal.offered ? null : (
            <div className="mt-2">
              <ButtonLink size="sm" href={removalHref(target, explanation)}>
                What to do by hand
              </ButtonLink>
            </div>
          )}
        </PanelSection>
      ) : null}
    </>
  )
}

export function removalHref(
  { accountId, region, resourceId }: AccessTarget,
  explanation: ExplainedCell,
): Route {
  const { principalArn, databaseUser } = explanation
  return routes.removal(accountId, addressOfRemoval({ principalArn, region, resourceId, databaseUser }))
}

function NextSteps({ target, explanation, next }: Omit<WhyFlipProps, 'mayGrant'> & { next: NextStep[] }) {
  const links = next.flatMap(step => linkOf(step, target, explanation) ?? [])
  const sql = next.flatMap(step => (step.kind === 'databaseUsers' ? (step.sql ?? []) : []))
  const words = next.flatMap(step => (step.kind === 'byHand' ? step.text : []))
  return (
    <>
      {sql.map(text => (
        <div
          key={text}
          className="mt-2 flex items-start gap-1 rounded-md border border-line bg-canvas py-1 pr-1 pl-2.5"
        >
          <pre className="min-w-0 flex-1 py-1 text-xs wrap-anywhere whitespace-pre-wrap">{text}</pre>
          <CopyButton text={text} label="Copy the SQL" />
        </div>
      ))}
      {words.map(text => (
        <p key={text} className="mt-1.5 text-xs text-muted">
          {text}
        </p>
      ))}
      {links.length > 0 ? (
        <div className="mt-2 flex flex-wrap gap-2">
          {links.map(({ label, href }) => (
            <ButtonLink key={label} size="sm" href={href}>
              {label}
            </ButtonLink>
          ))}
        </div>
      ) : null}
    </>
  )
}

function linkOf(
  step: NextStep,
  target: AccessTarget,
  explanation: ExplainedCell,
): { label: string; href: Route } | null {
  const { principalArn, finding } = explanation
  switch (step.kind) {
    case 'grant':
      return {
        label: 'Plan the grant',
        href: routes.grant(target.accountId, grantAddress(target, explanation)),
      }
    case 'nearMiss':
    case 'boundary':
      return finding
        ? {
            label: step.kind === 'nearMiss' ? 'Put it right' : 'Show the finding',
            href: routes.findings(target.accountId, { finding: finding.id, fix: finding.fixId }),
          }
        : { label: 'Show the policy', href: routes.principal(principalArn, { tab: 'policies' }) }
    case 'policies':
      return { label: 'Show the policies', href: routes.principal(principalArn, { tab: 'policies' }) }
    case 'switch':
      return { label: 'Plan the switch', href: routes.targetSettings(target, { switch: 'on' }) }
    case 'settings':
      return { label: 'Settings of the target', href: routes.targetSettings(target) }
    case 'databaseUsers':
      return step.change && step.databaseUser
        ? {
            label: step.change === 'create' ? 'Plan the user' : 'Plan the change',
            href: routes.targetUsers(
              target,
              step.change === 'create'
                ? { create: step.databaseUser }
                : { user: step.databaseUser, change: step.change },
            ),
          }
        : { label: 'Database users', href: routes.targetUsers(target, { find: step.databaseUser }) }
    case 'byHand':
      return null
  }
}
