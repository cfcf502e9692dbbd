import { MoveRight } from 'lucide-react'
import { Panel, PanelRow } from '@/components/ui/panel'
import type { Target } from '@/lib/access/model/target'

/** What RDS has pending, being applied or not: any "apply now" sends all of it. */
export function WaitingChanges({ target }: { target: Target }) {
  if (target.pendingChanges.length === 0) return null
  return (
    <Panel title="Pending changes">
      {target.pendingChanges.map(change => (
        <PanelRow
          key={change.field}
          name={change.label}
          action={
            <span className={`text-xs ${change.restarts === false ? 'text-muted' : 'text-deny'}`}>
              {change.restarts === false
                ? 'No interruption'
                : change.restarts
                  ? 'Restarts the database'
                  : 'May restart'}
            </span>
          }
        >
          <span className="flex items-center gap-2 font-mono text-xs">
            {change.before ?? 'not set'}
            <MoveRight size={12} strokeWidth={1.5} aria-label="becomes" className="text-subtle" />
            {change.after}
          </span>
        </PanelRow>
      ))}
      <p className="border-t border-line px-4 py-2 text-xs text-muted">
        Applying any change now applies all of these too. RDS does not split them.
      </p>
    </Panel>
  )
}
