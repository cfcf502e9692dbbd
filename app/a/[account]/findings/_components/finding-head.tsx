import { ChevronDown, ChevronUp, ExternalLink } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { Moment } from '@/components/moment'
import { SEVERITY_WORDS, SeverityMark } from '@/components/severity-mark'
import { buttonClass } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import type { Finding } from '@/lib/findings/finding'
import { routes } from '@/lib/routes'
import type { FindingPage } from '@/lib/services/findings/get-finding'
import { CopyEvidence } from './copy-evidence'
import { findingEvidenceText } from './finding-evidence-text'

function Step({ href, letter, name }: { href: Route | null; letter: string; name: string }) {
  const Icon = letter === 'J' ? ChevronDown : ChevronUp
  const content = (
    <>
      <Kbd>{letter}</Kbd>
      <Icon aria-hidden size={16} strokeWidth={1.75} className="md:hidden" />
    </>
  )
  const look = buttonClass({ variant: 'ghost', size: 'icon' }, 'size-6! max-md:size-11!')
  return href ? (
    <Link href={href} scroll={false} prefetch={false} aria-label={name} title={name} className={look}>
      {content}
    </Link>
  ) : (
    <span aria-hidden className={`${look} opacity-50`}>
      {content}
    </span>
  )
}

function subjectHref({ subject }: Finding, accountId: string): Route | null {
  const { kind, region, resourceId, principalArn, databaseUser } = subject
  if (kind === 'principal' && principalArn) return routes.principal(principalArn)
  if (!region || !resourceId) return null
  const target = { accountId, region, resourceId }
  return kind === 'databaseUser' && databaseUser
    ? routes.targetUsers(target, { find: databaseUser })
    : routes.target(target)
}

/** `first seen 18 Nov 08:11 CET, v4 saved by jonas.lindqvist`: as much of it as is known. */
function Provenance({ page: { firstSeen, savedBy, finding, now } }: { page: FindingPage }) {
  const { evidence } = finding
  const version = (evidence.kind === 'policy' && evidence.versionId) || 'it was'
  const saved = savedBy ? `${version} saved by ${savedBy.by}` : ''
  if (!firstSeen) return saved
  return (
    <>
      first seen <Moment iso={firstSeen} now={now} />
      {saved ? `, ${saved}` : ''}
    </>
  )
}

/** What is wrong, in one sentence, and where that rests. */
export function FindingHead({
  page,
  account,
  previous,
  next,
}: {
  page: FindingPage
  account: string
  previous: Route | null
  next: Route | null
}) {
  const { finding } = page
  const { severity, rule, title, sentence, source, subject, targets } = finding
  const href = subjectHref(finding, account)
  return (
    <header>
      <div className="flex items-center gap-2.5 text-xs">
        <SeverityMark severity={severity} />
        <span className="font-medium">{SEVERITY_WORDS[severity]}</span>
        <code className="truncate text-muted">{rule}</code>
        <span className="min-w-0 truncate text-muted max-sm:hidden">
          <Provenance page={page} />
        </span>
        <span className="flex-1" />
        <CopyEvidence text={findingEvidenceText(page)} />
        <Step href={next} letter="J" name="Next finding" />
        <Step href={previous} letter="K" name="Previous finding" />
      </div>
      <h1 className="mt-1 text-xl font-semibold tracking-[-0.02em]">{title}</h1>
      <p className="mt-1 max-w-[76ch]">{sentence}</p>
      <p className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted">
        {href ? (
          <Link href={href} prefetch={false} className="font-mono text-accent hover:underline">
            {subject.label}
          </Link>
        ) : (
          <code title={subject.policyId}>{subject.label}</code>
        )}
        {targets.slice(0, 3).map(target => (
          <Link
            key={target.resourceId}
            href={routes.target({ ...target, accountId: account })}
            prefetch={false}
            className="text-accent hover:underline"
          >
            {target.name}
          </Link>
        ))}
        {targets.length > 3 ? <span>{targets.length - 3} more targets</span> : null}
        <a
          href={source.url}
          target="_blank"
          rel="noreferrer"
          className="inline-flex items-center gap-1 hover:text-fg hover:underline"
        >
          {source.title}
          <ExternalLink aria-label="opens a new tab" size={12} strokeWidth={1.5} />
        </a>
      </p>
    </header>
  )
}
