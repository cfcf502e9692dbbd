import { CircleCheck, TriangleAlert, X } from 'lucide-react'
import type { TokenFacts, TokenInspection } from '@/lib/connect/inspect-token'
import type { TokenProblem } from '@/lib/connect/inspection/token-problem'
import { shortKeyId } from '@/lib/connect/mask-token'
import { Moment } from './moment'
import { TokenParts } from './token-parts'
import { Panel, PanelRow } from './ui/panel'

/** What a token says and what is wrong with it, the gravest first. Its secrets are never among it. */
export function TokenInspectionView({ facts, problems }: TokenInspection) {
  const refused = problems.some(({ isSure }) => isSure)
  return (
    <div className="grid gap-3">
      <Panel title={titleOf(problems)}>
        <ol aria-label="What is wrong with it">
          {problems.map(problem => (
            <ProblemRow key={problem.id} problem={problem} />
          ))}
        </ol>
        <p className="flex gap-2.5 px-4 py-3 text-muted">
          {refused ? null : (
            <CircleCheck aria-hidden size={15} strokeWidth={1.75} className="mt-0.5 shrink-0 text-ok" />
          )}
          {refused
            ? 'Put the first one right first: a new token made in the same way would have it again.'
            : 'Whether its signature holds, and whether a policy allows the connection, only AWS knows, at the sign-in.'}
        </p>
      </Panel>
      {facts ? <Facts facts={facts} /> : null}
    </div>
  )
}

function titleOf(problems: readonly TokenProblem[]): string {
  const sure = problems.filter(({ isSure }) => isSure).length
  if (sure > 0) return sure === 1 ? 'One fault' : `${sure} faults`
  return problems.length > 0 ? 'No sure fault' : 'Nothing wrong can be seen'
}

function ProblemRow({ problem: { title, advice, isSure } }: { problem: TokenProblem }) {
  const Icon = isSure ? X : TriangleAlert
  return (
    <li className="flex gap-2.5 border-b border-line px-4 py-2.5">
      <Icon
        role="img"
        aria-label={isSure ? 'Fault' : 'Perhaps'}
        size={15}
        strokeWidth={1.75}
        className={`mt-0.5 shrink-0 ${isSure ? 'text-deny' : 'text-cond'}`}
      />
      <div className="min-w-0">
        <p className="font-medium break-words">{title}</p>
        <p className="mt-0.5 text-muted">{advice}</p>
      </div>
    </li>
  )
}

function Facts({ facts }: { facts: TokenFacts }) {
  return (
    <Panel title="What it says">
      <PanelRow name="Endpoint">
        <code className="text-xs break-all">
          {facts.host}:{facts.port}
        </code>
      </PanelRow>
      <PanelRow name="Database user">
        <code className="text-xs break-all">{facts.databaseUser}</code>
      </PanelRow>
      <PanelRow name="Access key">
        <code className="text-xs">{shortKeyId(facts.accessKeyId)}</code>
        <span className="ml-2 text-xs text-muted">
          {facts.hasSessionToken ? 'with a session token' : 'without a session token'}
        </span>
      </PanelRow>
      <PanelRow name="Region">{facts.region}</PanelRow>
      <PanelRow name="Opens connections">
        <Moment iso={facts.signedAt} /> to <Moment iso={facts.expiresAt} now={facts.signedAt} />
      </PanelRow>
      <div className="px-4 py-3">
        <TokenParts parts={facts.parts} />
      </div>
    </Panel>
  )
}
