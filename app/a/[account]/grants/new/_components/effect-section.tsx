import { EffectFigures } from '@/components/effect-summary'
import { FailurePanel } from '@/components/failure-panel'
import { PlanNotes } from '@/components/plan-notes'
import { RefreshButton } from '@/components/refresh-button'
import type { PageReading } from '@/lib/actions/read-page'
import { formatNumber } from '@/lib/format'
import type { GrantPreview } from '@/lib/services/grants/grant-with-users'
import { EffectGrid } from './effect-grid'
import { MadeUsers } from './made-users'

export async function EffectSection({ reading }: { reading: Promise<PageReading<GrantPreview>> }) {
  const plan = await reading
  if (!plan.ok) {
    return <FailurePanel failure={plan} actions={<RefreshButton look="button">Try again</RefreshButton>} />
  }
  const { counts, grid, notes, users } = plan.value
  return (
    <section aria-label="Effect" className="px-5 py-4">
      <EffectFigures added={counts.added} removed={counts.removed} changed={counts.changed}>
        {counts.wakesLater > 0 ? (
          <span className="text-xs text-dorm">{formatNumber(counts.wakesLater)} dormant</span>
        ) : null}
      </EffectFigures>
      {grid.rows.length > 0 && grid.columns.length > 0 ? <EffectGrid grid={grid} /> : null}
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
