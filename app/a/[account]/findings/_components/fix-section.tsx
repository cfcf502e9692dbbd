import { JsonCode } from '@/components/json-code'
import { SizeMeter } from '@/components/size-meter'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { SegmentedLinks } from '@/components/ui/segmented'
import type { ChangeInside, Finding } from '@/lib/findings/finding'
import { formatCount } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { FixPreview } from '@/lib/services/findings/plan-fix'
import type { FindingQuery } from '../search-params'
import { findingsHref } from './finding-link'
import { opensWords, quieterFix } from './fix-words'
import { shortArns } from './short-arns'

const AROUND = 1

interface FixSectionProps {
  finding: Finding
  preview: FixPreview
  query: FindingQuery
}

function nextVersion(versionId: string | null): string {
  const number = Number(versionId?.slice(1))
  return Number.isInteger(number) && number > 0 ? `${versionId} to a new version` : 'inline'
}

function NewDocument({ document, rule }: { document: NonNullable<FixPreview['document']>; rule: string }) {
  const { policyName, versionId, before, after, size } = document
  if (after === null)
    return (
      <p>
        <code className="text-xs">{policyName}</code> is deleted: nothing else would be left in it.
      </p>
    )
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      <div className="flex min-h-8 items-center gap-2 border-b border-line pr-1.5 pl-3 text-xs">
        <code className="truncate">{policyName}</code>
        <span className="shrink-0 text-muted">{nextVersion(versionId)}</span>
        <span className="flex-1" />
        <SizeMeter used={size.used} limit={size.limit} wide={false} />
        <CopyButton text={after} label="Copy the new document" />
      </div>
      <JsonCode
        text={shortArns(after, rule)}
        before={shortArns(before, rule)}
        context={AROUND}
        label={`${policyName}, before and after`}
        className="max-h-90 overflow-y-auto"
      />
    </div>
  )
}

function InsidePlan({ inside, steps, account }: { inside: ChangeInside; steps: string[]; account: string }) {
  const { region, resourceId, user, change } = inside
  const query = change === 'create' ? { create: user } : { user, change }
  return (
    <div className="grid gap-2 rounded-lg border border-line bg-surface px-3 py-2.5">
      <div className="flex flex-wrap items-center gap-3">
        <span className="min-w-0 flex-1 basis-64 text-muted">
          A change inside the database has a plan of its own: each statement, what stops it, and who gets in.
        </span>
        <ButtonLink href={routes.targetUsers({ accountId: account, region, resourceId }, query)}>
          Open the plan
        </ButtonLink>
      </div>
      <details>
        <summary className="cursor-pointer text-xs text-muted">Or by hand</summary>
        <ol className="mt-1 grid list-decimal gap-1 pl-5">
          {steps.map(step => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </details>
    </div>
  )
}

function Plan({ preview, rule, account }: { preview: FixPreview; rule: string; account: string }) {
  const { plan } = preview.fix
  if (plan.kind === 'byHand' && plan.inside)
    return <InsidePlan inside={plan.inside} steps={plan.steps} account={account} />
  if (plan.kind === 'byHand')
    return (
      <div className="rounded-lg border border-line bg-surface px-3 py-2.5">
        <p className="mb-1 text-xs text-muted">By hand: Gatehouse cannot make this change itself.</p>
        <ol className="grid list-decimal gap-1 pl-5">
          {plan.steps.map(step => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </div>
    )
  if (plan.kind === 'switchOn')
    return (
      <div className="flex flex-wrap items-center gap-3 rounded-lg border border-line bg-surface px-3 py-2.5">
        <span className="min-w-0 flex-1 basis-64 text-muted">
          The switch has a plan of its own: it shows what else waits, and whether the database restarts.
        </span>
        <ButtonLink href={routes.targetSettings({ ...plan, accountId: account }, { switch: 'on' })}>
          Open the plan
        </ButtonLink>
      </div>
    )
  return preview.document ? <NewDocument document={preview.document} rule={rule} /> : null
}

function Calls({ preview: { steps, problems, exports } }: { preview: FixPreview }) {
  return (
    <>
      {problems.map(problem => (
        <Banner key={problem} tone="warning" title="Not possible yet.">
          {problem}
        </Banner>
      ))}
      {steps.length > 0 ? (
        <div className="flex items-start gap-3 text-xs">
          <ol aria-label="Calls to AWS" className="min-w-0 flex-1">
            {steps.map(({ title, subject, note }, index) => (
              <li key={`${title} ${subject} ${note}`} className="flex min-h-6 items-center gap-3">
                <span className="w-3 text-subtle">{index + 1}</span>
                <span className="shrink-0 text-muted">{title}</span>
                <code className="min-w-0 truncate">{subject}</code>
                <span className="min-w-0 flex-1 truncate text-subtle max-sm:hidden">{note}</span>
              </li>
            ))}
          </ol>
          {exports.cli ? (
            <CopyButton text={exports.cli} label="Copy as AWS CLI" size="sm" className="max-md:hidden">
              Copy as AWS CLI
            </CopyButton>
          ) : null}
        </div>
      ) : null}
    </>
  )
}

/** What would change, exactly, and what that opens. */
export function FixSection({ finding, preview, query }: FixSectionProps) {
  const { fix } = preview
  const quieter = quieterFix(finding, preview)
  return (
    <section aria-labelledby="fix" className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
      <div className="flex flex-wrap items-center gap-3">
        <h2 id="fix" className="text-xs font-medium text-muted">
          Fix
        </h2>
        {finding.fixes.length > 1 ? (
          <SegmentedLinks
            label={formatCount(finding.fixes.length, 'way to fix it', 'ways to fix it')}
            current={fix.id}
            options={finding.fixes.map(({ id, label }) => ({
              value: id,
              label,
              href: findingsHref({ ...query, finding: finding.id, fix: id }),
            }))}
            className="max-w-full flex-wrap"
          />
        ) : (
          <span className="font-medium">{fix.label}</span>
        )}
      </div>
      <Plan preview={preview} rule={finding.rule} account={query.account} />
      {fix.opensAccess ? (
        <Banner
          tone="warning"
          title={`This fix opens access. ${opensWords({ ...preview, effect: fix.effect })}`}
        >
          {quieter ? <span className="mt-0.5 block">{quieter}</span> : null}
        </Banner>
      ) : null}
      <Calls preview={preview} />
      {preview.steps.length > 0 ? (
        <Banner tone="info" title="Continue on a larger screen." className="sm:hidden">
          A policy is changed where there is room to read it. This address keeps the finding and its fix.
        </Banner>
      ) : null}
    </section>
  )
}
