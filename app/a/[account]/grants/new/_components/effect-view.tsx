import { EffectFigures } from '@/components/effect-summary'
import { EffectTable } from '@/components/effect-table'
import { PlanNotes } from '@/components/plan-notes'
import { formatNumber } from '@/lib/format'
import type { GrantPreview } from '@/lib/services/grants/grant-with-users'
import { EffectGrid } from './effect-grid'
import { MadeUsers } from './made-users'

/** What the form chose is drawn as it was asked; of a text that somebody wrote, every cell that changes. */
export function EffectView({ plan }: { plan: GrantPreview }) {
  const { counts, grid, notes, users, effect, intent } = plan
  return (
    <section aria-label="Effect" className="px-5 py-4">
      <EffectFigures added={counts.added} removed={counts.removed} changed={counts.changed}>
        {counts.wakesLater > 0 ? (
          <span className="text-xs text-dorm">{formatNumber(counts.wakesLater)} dormant</span>
        ) : null}
      </EffectFigures>
      {intent.document === undefined ? (
        grid.rows.length > 0 && grid.columns.length > 0 && <EffectGrid grid={grid} />
      ) : effect.length > 0 ? (
        <EffectTable effect={effect} />
      ) : null}
      <MadeUsers plans={users} />
      {notes.length > 0 ? (
        <PlanNotes notes={notes} />
      ) : (
        <p className="mt-2 text-xs text-muted">
          {intent.document === undefined
            ? 'Choose who, a target and a database user: the effect on every principal of the account shows here.'
            : 'The effect on every principal of the account shows here once somebody is chosen and the JSON has no mistake.'}
        </p>
      )}
    </section>
  )
}
