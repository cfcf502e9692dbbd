import { ReadingBanners } from '@/components/reading-banners'
import { awsCli } from '@/lib/grants/export/aws-cli'
import type { ReversalKind } from '@/lib/grants/steps/step-progress'
import type { ReversalPreview as Preview } from '@/lib/services/reversals/plan-reversal'
import { LeaveAsIs } from './leave-as-is'
import { ReversalBar } from './reversal-bar'
import { ReversalDesk } from './reversal-desk'
import { ReversalProgress } from './reversal-progress'
import { ReversalView } from './reversal-view'
import { MAY_NOT, stoppedLabel } from './reversal-words'

interface ReversalPreviewProps {
  preview: Preview
  kind: ReversalKind
  auditId: number
}

/** The plan with its age and what could not be read for it. */
export function ReversalPreview({ preview, kind, auditId }: ReversalPreviewProps) {
  const { plan, iam, caveats, mayApply, capability } = preview
  const unread = iam.state !== 'read'
  const clear = plan.conflicts.length === 0
  const mayNot = mayApply ? null : (MAY_NOT[capability] ?? 'Not allowed here')
  return (
    <>
      <ReadingBanners
        iam={iam}
        caveats={caveats}
        readAt={plan.asOf}
        waits="Nothing is changed until they can be read."
        className="m-4"
      />
      <ReversalDesk
        progress={<ReversalProgress preview={preview} kind={kind} auditId={auditId} />}
        view={<ReversalView plan={plan} unread={unread} />}
        bar={
          clear || kind === 'undo' || mayNot ? (
            <ReversalBar
              auditId={auditId}
              kind={kind}
              digest={plan.digest}
              steps={clear ? plan.steps.map(({ title, subject, note }) => ({ title, subject, note })) : []}
              cli={awsCli(plan.steps)}
              problems={clear && plan.steps.length > 0 ? plan.problems : []}
              stopped={mayNot ?? (unread ? 'Policies could not be read' : stoppedLabel(plan))}
              counts={plan.counts}
            />
          ) : (
            <LeaveAsIs auditId={auditId} />
          )
        }
      />
    </>
  )
}
