import { JsonCode } from '@/components/json-code'
import { ShowDialog } from '@/components/show-dialog'
import { CopyButton } from '@/components/ui/copy-button'
import type { Fact, Finding, PolicyEvidence } from '@/lib/findings/finding'
import { formatNumber } from '@/lib/format'
import { shortArns } from './short-arns'

/** Longer documents show what is around the marks, and the whole on request. */
const WHOLE = 12
const AROUND = 2

function Facts({ facts }: { facts: Fact[] }) {
  if (facts.length === 0) return null
  return (
    <dl className="grid gap-y-1 text-xs sm:grid-cols-[7rem_minmax(0,1fr)]">
      {facts.map(({ label, value }) => (
        <div key={label} className="contents">
          <dt className="text-muted max-sm:mt-1">{label}</dt>
          <dd className="min-w-0">
            <code className="text-xs break-words">{value}</code>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function placeOf({ policyId, versionId, statementIndex }: PolicyEvidence): string {
  const version = versionId ?? (policyId.includes('#') ? 'inline' : '')
  const statement = statementIndex === null ? '' : `statement ${statementIndex + 1}`
  return [version, statement].filter(Boolean).join(', ')
}

function Document({ evidence, rule }: { evidence: PolicyEvidence; rule: string }) {
  const { displayText, markedLines, policyName } = evidence
  const marked = markedLines.map(line => ({ from: line, to: line }))
  const lines = displayText.split('\n').length
  const label = `Policy ${policyName}`
  const long = lines > WHOLE
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      <div className="flex min-h-8 items-center gap-2 border-b border-line pr-1.5 pl-3">
        <code className="truncate text-xs" title={evidence.policyId}>
          {policyName}
        </code>
        <span className="shrink-0 text-xs text-muted">{placeOf(evidence)}</span>
        <span className="flex-1" />
        {long ? (
          <ShowDialog label={`All ${formatNumber(lines)} lines`} title={policyName} width="lg">
            <JsonCode text={displayText} label={`${label}, whole`} marked={marked} />
          </ShowDialog>
        ) : null}
        <CopyButton text={displayText} label="Copy the policy" />
      </div>
      <JsonCode
        text={shortArns(displayText, rule)}
        label={label}
        marked={marked}
        className="max-h-90 overflow-y-auto"
        {...(long ? { context: AROUND } : {})}
      />
    </div>
  )
}

export function FindingEvidence({ finding: { evidence, rule } }: { finding: Finding }) {
  return (
    <section aria-labelledby="evidence">
      <h2 id="evidence" className="mb-1.5 text-xs font-medium text-muted">
        Evidence
      </h2>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {evidence.kind === 'policy' ? <Document evidence={evidence} rule={rule} /> : null}
        <Facts facts={evidence.facts} />
      </div>
    </section>
  )
}
