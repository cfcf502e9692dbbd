import { EffectFigures } from '@/components/effect-summary'
import { EffectTable } from '@/components/effect-table'
import { PlanNotes } from '@/components/plan-notes'
import { formatCount } from '@/lib/format'
import type { GrantPreview } from '@/lib/services/grants/grant-with-users'
import { EffectGrid } from './effect-grid'
import { MadeUsers } from './made-users'

/** What the form chose is drawn as it was asked; of a text that somebody wrote, every cell that changes. */
export function EffectView({ plan }: { plan: GrantPreview }) {
  const { counts, patterns, grid, notes, users, effect, intent } = plan
  const isWritten = intent.document !== undefined
  const total =
    counts.added + counts.removed + counts.changed + counts.wakesLater + patterns.opened + patterns.closed
  // Of a text with a mistake no effect is known: three zeros would say that there is none.
  if (isWritten && notes.length === 0)
    return (
      <section aria-label="Effect" className="px-5 py-4">
        <h2 className="font-semibold">Effect</h2>
        <p className="mt-1 text-xs text-muted">
          It shows here, on every principal of the account, once somebody is chosen and the JSON has no
          mistake.
        </p>
      </section>
    )
  return (
    <section aria-label="Effect" className="px-5 py-4">
      <EffectFigures
        added={counts.added}
        removed={counts.removed}
        changed={counts.changed}
        dormant={counts.wakesLater}
      >
        {patterns.opened > 0 ? (
          <span className="text-xs text-cond">{formatCount(patterns.opened, 'pattern')} opened</span>
        ) : null}
        {patterns.closed > 0 ? (
          <span className="text-xs text-muted">{formatCount(patterns.closed, 'pattern')} closed</span>
        ) : null}
      </EffectFigures>
      {isWritten ? (
        effect.length > 0 && <EffectTable effect={effect} total={total} />
      ) : grid.rows.length > 0 && grid.columns.length > 0 ? (
        <EffectGrid grid={grid} />
      ) : null}
      <MadeUsers plans={users} />
      {notes.length > 0 ? (
        <PlanNotes notes={notes} />
      ) : (
        <p className="mt-2 text-xs text-muted">
          Choose who, a target and a database user: the effect on every principal of the account shows here.
        </p>
      )}
    </section>
  )
}
