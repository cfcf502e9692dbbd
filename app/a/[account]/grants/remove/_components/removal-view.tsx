import { EffectFigures } from '@/components/effect-summary'
import { EffectTable } from '@/components/effect-table'
import { JsonCode } from '@/components/json-code'
import { PlanNotes } from '@/components/plan-notes'
import { SizeMeter } from '@/components/size-meter'
import { CopyButton } from '@/components/ui/copy-button'
import type { RemovalWay } from '@/lib/grants/removal/removal-plan'
import { displayText } from '@/lib/iam/index'

/** What one way does to every connection of the account, and to each document. */
export function RemovalView({ way }: { way: RemovalWay }) {
  const { counts, effect, notes, documents } = way
  return (
    <>
      <section aria-label="Effect" className="px-5 py-4 max-sm:px-4">
        <EffectFigures
          added={counts.added}
          removed={counts.removed}
          changed={counts.changed}
          dormant={counts.wakesLater}
        />
        <EffectTable effect={effect} whole />
        <PlanNotes notes={notes} />
      </section>
      {documents.map(document => (
        <Document key={document.policyId} document={document} />
      ))}
    </>
  )
}

const shown = (text: string | null) => (text === null ? '' : displayText(text))

function Document({ document }: { document: RemovalWay['documents'][number] }) {
  const { policyName, versionId, before, after, size } = document
  const fate = before === null ? 'new inline policy' : after === null ? 'deleted' : (versionId ?? 'inline')
  return (
    <section aria-label={`Policy ${policyName}`}>
      <header className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-y border-line px-5 py-1.5 max-sm:px-4">
        <h2 className="font-mono text-xs font-medium">{policyName}</h2>
        <span className="text-xs text-muted">
          {fate}
          {before !== null && after !== null && versionId ? ' to a new version' : ''}
        </span>
        <span className="flex-1" />
        {after === null ? null : (
          <>
            <span className="inline-flex" title={`Of ${size.scope}, white space not counted`}>
              <SizeMeter used={size.used} limit={size.limit} />
            </span>
            <CopyButton text={displayText(after)} label="Copy the new document" className="max-sm:hidden" />
          </>
        )}
      </header>
      <JsonCode
        text={shown(after)}
        before={before === null ? null : shown(before)}
        context={3}
        label={`${policyName}, before and after`}
        className="max-h-84 overflow-y-auto"
      />
    </section>
  )
}
