import { Check, Info, TriangleAlert } from 'lucide-react'
import { EffectFigures } from '@/components/effect-summary'
import { FailurePanel } from '@/components/failure-panel'
import { RefreshButton } from '@/components/refresh-button'
import type { PageReading } from '@/lib/actions/read-page'
import { formatNumber } from '@/lib/format'
import type { GrantPlan, PlanNote } from '@/lib/grants/grant-plan'
import { EffectGrid } from './effect-grid'

const tones = {
  ok: { Icon: Check, colour: 'text-ok' },
  info: { Icon: Info, colour: 'text-subtle' },
  warn: { Icon: TriangleAlert, colour: 'text-cond' },
} as const

export async function EffectSection({ reading }: { reading: Promise<PageReading<GrantPlan>> }) {
  const plan = await reading
  if (!plan.ok) {
    return <FailurePanel failure={plan} actions={<RefreshButton look="button">Try again</RefreshButton>} />
  }
  const { counts, grid, notes } = plan.value
  return (
    <section aria-label="Effect" className="px-5 py-4">
      <EffectFigures added={counts.added} removed={counts.removed} changed={counts.changed}>
        {counts.wakesLater > 0 ? (
          <span className="text-xs text-dorm">{formatNumber(counts.wakesLater)} dormant</span>
        ) : null}
      </EffectFigures>
      {grid.rows.length > 0 && grid.columns.length > 0 ? <EffectGrid grid={grid} /> : null}
      {notes.length > 0 ? (
        <ul className="mt-3 grid gap-1">
          {notes.map(note => (
            <Note key={note.text} note={note} />
          ))}
        </ul>
      ) : (
        <p className="mt-2 text-xs text-muted">
          Choose who, a target and a database user: the effect on every principal of the account shows here.
        </p>
      )}
    </section>
  )
}

function Note({ note }: { note: PlanNote }) {
  const { Icon, colour } = tones[note.tone]
  const [lead, ...rest] = note.tone === 'ok' ? note.text.split('. ') : ['', note.text]
  return (
    <li className="flex gap-2.5 text-xs leading-5 text-muted">
      <Icon aria-hidden size={14} strokeWidth={1.75} className={`mt-[3px] shrink-0 ${colour}`} />
      <span>
        {lead ? <span className="font-semibold text-fg">{lead}. </span> : null}
        {rest.join('. ')}
      </span>
    </li>
  )
}
