'use client'

import { useEffect, useState } from 'react'
import { Input } from '@/components/ui/input'
import { Radio } from '@/components/ui/radio-card'
import { formatCount, formatNumber } from '@/lib/format'
import type { GrantPolicy } from '@/lib/grants/grant-facts'
import { type Placement, proposedPolicyName } from '@/lib/grants/intent'
import { useGrantDraft } from './grant-draft'
import { Step } from './step'

const PAUSE_MS = 350

export function StoreStep() {
  const { intent, form, update, isWritten } = useGrantDraft()
  const { placement } = intent
  const choose = (next: Placement) => update({ placement: next })
  const name = placement.kind === 'existingManaged' ? '' : placement.policyName
  return (
    <Step number={3} title="Store it in" summary={null}>
      <fieldset className="grid gap-2">
        <legend className="sr-only">Where the statement is kept</legend>
        <Place
          label="New managed policy"
          checked={placement.kind === 'newManaged'}
          onCheck={() => choose({ kind: 'newManaged', policyName: name })}
        >
          {placement.kind === 'newManaged' ? <PolicyName placement={placement} /> : null}
        </Place>
        {form.policies.map(policy => (
          <Place
            key={policy.arn}
            label="Add to"
            checked={placement.kind === 'existingManaged' && placement.policyArn === policy.arn}
            onCheck={() => choose({ kind: 'existingManaged', policyArn: policy.arn })}
          >
            <ExistingPolicy policy={policy} limit={form.policySize} />
          </Place>
        ))}
        <Place
          label="Inline policy"
          checked={placement.kind === 'inline'}
          onCheck={() => choose({ kind: 'inline', policyName: name })}
        >
          {placement.kind === 'inline' ? (
            <PolicyName placement={placement} />
          ) : (
            <span className="text-xs text-muted">one for each, gone with its owner</span>
          )}
        </Place>
      </fieldset>
      {isWritten ? null : (
        <p className="mt-3 text-xs text-subtle">
          No conditions are written: sources disagree on which of them database sign-in honours.
        </p>
      )}
    </Step>
  )
}

function Place({
  label,
  checked,
  onCheck,
  children,
}: {
  label: string
  checked: boolean
  onCheck: () => void
  children: React.ReactNode
}) {
  return (
    <div className="flex min-h-8 items-center gap-2.5">
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the radio is inside, one component deep */}
      <label className="flex shrink-0 items-center gap-2.5 whitespace-nowrap">
        <Radio name="store" checked={checked} onChange={onCheck} />
        {label}
      </label>
      <span className="min-w-0 flex-1">{children}</span>
    </div>
  )
}

function ExistingPolicy({ policy, limit }: { policy: GrantPolicy; limit: number }) {
  const others = policy.elsewhere > 0 ? `, also on ${formatCount(policy.elsewhere, 'other')}` : ''
  return (
    <span className="flex items-baseline gap-2.5">
      <code className="truncate text-xs" title={policy.arn}>
        {policy.name}
      </code>
      <span className="text-xs whitespace-nowrap text-muted">
        {formatNumber(policy.used)} of {formatNumber(limit)} used{others}
      </span>
    </span>
  )
}

/** A name is proposed until somebody writes one. What is typed reaches the address after a short pause. */
function PolicyName({ placement }: { placement: Exclude<Placement, { kind: 'existingManaged' }> }) {
  const { intent, subjectOf, targetOf, update, pending } = useGrantDraft()
  const names = intent.connections.flatMap(connection => targetOf(connection)?.name ?? [])
  const complete = intent.principals.length > 0 && names.length > 0
  const proposal = complete
    ? proposedPolicyName(
        intent.principals.map(arn => subjectOf(arn).label),
        names,
      )
    : ''
  const [text, setText] = useState<string | null>(placement.policyName || null)
  const shown = text ?? proposal
  useEffect(() => {
    if (shown === placement.policyName || pending) return
    const timer = setTimeout(
      () => update({ placement: { ...placement, policyName: shown } }),
      text ? PAUSE_MS : 0,
    )
    return () => clearTimeout(timer)
  }, [shown, text, placement, pending, update])
  return (
    <Input
      mono
      size="lg"
      aria-label="Policy name"
      placeholder="policy name"
      maxLength={128}
      value={shown}
      onChange={event => setText(event.target.value)}
    />
  )
}
