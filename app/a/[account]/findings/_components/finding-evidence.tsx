import Link from 'next/link'
import { JsonCode } from '@/components/json-code'
import { ShowDialog } from '@/components/show-dialog'
import { CopyButton } from '@/components/ui/copy-button'
import type { Finding, PolicyEvidence } from '@/lib/findings/finding'
import { formatNumber } from '@/lib/format'
import { parseDocument } from '@/lib/iam/index'
import { routes } from '@/lib/routes'
import { SIMULATED_MOST } from '@/lib/services/findings/simulate-finding'
import { FindingFacts } from './finding-facts'
import { shortArns } from './short-arns'
import { SimulatorLine } from './simulator-line'
import { principalsOf } from './simulator-words'

/** Longer documents show what is around the marks, and the whole on request. */
const WHOLE = 12
const AROUND = 2

/** `v4, statement 1 of 2` */
function placeOf({ policyId, versionId, statementIndex, displayText }: PolicyEvidence): string {
  const version = versionId ?? (policyId.includes('#') ? 'inline' : '')
  const count = parseDocument(displayText).document?.statements.length ?? 0
  const of = count > 1 ? ` of ${formatNumber(count)}` : ''
  const statement = statementIndex === null ? '' : `statement ${statementIndex + 1}${of}`
  return [version, statement].filter(Boolean).join(', ')
}

/** A policy has no page of its own: it is shown with somebody who holds it. */
function holderOf({ evidence, affected }: Finding): string | null {
  if (evidence.kind !== 'policy') return null
  const [ownerArn = ''] = evidence.policyId.split('#')
  if (/:(?:role|user)\//.test(ownerArn)) return ownerArn
  return affected[0]?.principalArn ?? null
}

function PolicyName({ finding, evidence }: { finding: Finding; evidence: PolicyEvidence }) {
  const holder = holderOf(finding)
  if (!holder)
    return (
      <code className="truncate text-xs" title={evidence.policyId}>
        {evidence.policyName}
      </code>
    )
  return (
    <Link
      href={routes.principal(holder, { tab: 'policies' })}
      prefetch={false}
      title={evidence.policyId}
      className="truncate font-mono text-xs text-accent hover:underline"
    >
      {evidence.policyName}
    </Link>
  )
}

function Document({ finding, evidence }: { finding: Finding; evidence: PolicyEvidence }) {
  const { displayText, markedLines, policyName } = evidence
  const marked = markedLines.map(line => ({ from: line, to: line }))
  const lines = displayText.split('\n').length
  const label = `Policy ${policyName}`
  const long = lines > WHOLE
  const right = finding.fixes.find(({ plan }) => plan.kind === 'replaceDocument')?.plan
  const instead = right?.kind === 'replaceDocument' ? right.after : null
  const short = (text: string) => shortArns(text, finding.rule)
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      <div className="flex min-h-8 items-center gap-2 border-b border-line pr-1.5 pl-3">
        <PolicyName finding={finding} evidence={evidence} />
        <span className="shrink-0 text-xs text-muted">{placeOf(evidence)}</span>
        <span className="flex-1" />
        {long ? (
          <ShowDialog label={`All ${formatNumber(lines)} lines`} title={policyName} width="lg">
            <JsonCode text={displayText} label={`${label}, whole`} marked={marked} instead={instead} />
          </ShowDialog>
        ) : null}
        <CopyButton text={displayText} label="Copy the policy" />
      </div>
      <JsonCode
        text={short(displayText)}
        label={label}
        marked={marked}
        instead={instead && short(instead)}
        className="max-h-90 overflow-y-auto"
        {...(long ? { context: AROUND } : {})}
      />
    </div>
  )
}

/** Why it is said: the lines, the facts, and AWS's own word when somebody asks for it. */
export function FindingEvidence({ finding }: { finding: Finding }) {
  const { evidence, affected, id } = finding
  return (
    <section aria-labelledby="evidence">
      <h2 id="evidence" className="mb-1.5 text-xs font-medium text-muted">
        Evidence
      </h2>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {evidence.kind === 'policy' ? <Document finding={finding} evidence={evidence} /> : null}
        <FindingFacts facts={evidence.facts}>
          {affected.length > 0 ? (
            <>
              <dt className="text-muted max-sm:mt-1 sm:pt-0.5">Simulator</dt>
              <dd className="min-w-0">
                <SimulatorLine
                  key={id}
                  findingId={id}
                  principals={principalsOf(affected)}
                  most={SIMULATED_MOST}
                />
              </dd>
            </>
          ) : null}
        </FindingFacts>
      </div>
    </section>
  )
}
