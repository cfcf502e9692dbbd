'use client'
import { ClipboardList, KeyRound } from 'lucide-react'
import { copySealed, copyText } from '@/components/copy-text'
import { ButtonLink, buttonClass } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '@/components/ui/menu'
import { routes } from '@/lib/routes'
import type { ExplainedCell } from '@/lib/services/targets/explain-cell'
import type { AccessTarget } from './access-target'
import { grantAddress, isOneUser } from './cell-links'
import { evidenceText } from './evidence-text'
import { removalHref } from './why-flip'

interface WhyActionsProps {
  target: AccessTarget
  explanation: ExplainedCell
  mayMint: boolean
  mayGrant: boolean
}

/** What can be done about this cell. Tokens are for one name, so a pattern column offers none. */
export function WhyActions({ target, explanation, mayMint, mayGrant }: WhyActionsProps) {
  const { accountId, region, resourceId } = target
  const { verdict, databaseUser, removal, missingPiece } = explanation
  const oneUser = isOneUser(databaseUser)
  const reaches = verdict === 'canConnect' || verdict === 'conditional' || verdict === 'notEvaluated'
  const issue = mayMint && oneUser && reaches && target.iamAuthAccepted
  // A grant of its own ends neither a Deny nor what keeps Identity Center's roles as they are.
  const grants =
    !target.noGrant && (removal?.offered || missingPiece?.next.some(({ kind }) => kind === 'grant'))
  return (
    <div className="flex items-center gap-2 border-t border-line px-4 py-3">
      {issue && (
        <ButtonLink
          variant="primary"
          data-token-link
          href={routes.tokens(accountId, { region, resourceId, user: databaseUser })}
        >
          <KeyRound size={14} strokeWidth={1.5} aria-hidden />
          Issue token
          <Kbd onSolid>T</Kbd>
        </ButtonLink>
      )}
      {mayGrant && grants && (
        <ButtonLink
          variant={issue || removal ? 'secondary' : 'primary'}
          href={routes.grant(accountId, grantAddress(target, explanation))}
        >
          {removal ? 'Edit grant' : 'Grant access'}
        </ButtonLink>
      )}
      {removal?.offered && (
        <ButtonLink variant="dangerGhost" href={removalHref(target, explanation)}>
          Remove
        </ButtonLink>
      )}
      <Menu>
        <MenuTrigger
          aria-label="Copy as evidence"
          title="Copy as evidence"
          className={buttonClass({ variant: 'ghost', size: 'icon' }, 'ml-auto')}
        >
          <ClipboardList size={15} strokeWidth={1.5} aria-hidden />
        </MenuTrigger>
        <MenuContent>
          <MenuItem onClick={() => copySealed(evidenceText(explanation))}>Copy as text</MenuItem>
          <MenuItem onClick={() => copyText(JSON.stringify(explanation, null, 2))}>Copy as JSON</MenuItem>
          <MenuItem onClick={() => copyText(window.location.href)}>Copy link to this cell</MenuItem>
        </MenuContent>
      </Menu>
    </div>
  )
}
