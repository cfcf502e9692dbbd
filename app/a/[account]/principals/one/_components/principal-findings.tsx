import Link from 'next/link'
import { SEVERITY_WORDS, SeverityMark } from '@/components/severity-mark'
import { PanelSection } from '@/components/ui/sheet'
import { routes } from '@/lib/routes'
import type { PrincipalFinding } from '@/lib/services/principals/get-principal'

/** What is wrong with it, worst first, each leading to its fix. */
export function PrincipalFindings({
  account,
  findings,
  unread,
}: {
  account: string
  findings: PrincipalFinding[] | null
  unread: string | null
}) {
  return (
    <PanelSection title="Findings">
      {findings === null ? <p className="text-muted">Findings are being looked for.</p> : null}
      {findings?.length === 0 ? (
        <p className="text-muted">{unread ? 'None in what was read.' : 'None open.'}</p>
      ) : null}
      <ul className="grid gap-3">
        {findings?.map(({ id, severity, title, sentence }) => (
          <li key={id} className="flex items-start gap-2">
            <span className="mt-[3px]">
              <SeverityMark severity={severity} label={SEVERITY_WORDS[severity]} />
            </span>
            <span className="min-w-0">
              <Link
                href={routes.findings(account, { finding: id })}
                prefetch={false}
                className="font-medium hover:underline"
              >
                {title}
              </Link>
              <span className="block text-xs break-words text-muted">{sentence}</span>
            </span>
          </li>
        ))}
      </ul>
      {unread ? <p className="mt-2 text-xs text-cond">Not all read: {unread}</p> : null}
    </PanelSection>
  )
}
