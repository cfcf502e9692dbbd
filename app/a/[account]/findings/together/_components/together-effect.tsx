import { Banner } from '@/components/ui/banner'
import { CopyButton } from '@/components/ui/copy-button'
import { unreadBehindFindings } from '@/lib/findings/reading-coverage'
import { formatCount } from '@/lib/format'
import type { FixesPreview } from '@/lib/services/findings/plan-fixes'
import { AffectedList } from '../../_components/affected-list'
import { FixEffectFigures } from '../../_components/fix-effect-figures'
import { opensWords } from '../../_components/fix-words'

/** What all of them would do at once. */
export function TogetherEffect({ preview }: { preview: FixesPreview }) {
  const { effect, cells, cellsTotal, opensAccess, calls, exports } = preview
  const unread = unreadBehindFindings(preview)
  return (
    <section
      aria-label="Effect of all together"
      className="grid grid-cols-[minmax(0,1fr)] gap-5 p-5 max-md:p-4"
    >
      <div>
        <h2 className="mb-1 text-xs font-medium text-muted">Effect of all together</h2>
        <FixEffectFigures effect={effect} unread={unread} />
      </div>
      {opensAccess ? (
        <Banner
          tone="warning"
          title={`These fixes open access. ${opensWords({ cells, cellsTotal, effect })}`}
        />
      ) : null}
      <div>
        <h2 className="mb-1 text-xs font-medium text-muted">Who is affected</h2>
        <AffectedList cells={cells} total={cellsTotal} unread={unread} />
      </div>
      <div>
        <h2 className="mb-1 text-xs font-medium text-muted">Calls to AWS</h2>
        <p>
          {calls === 0
            ? 'None: nothing is chosen.'
            : `${formatCount(calls, 'call')}, one after the other. Each finding has its own entry in Activity.`}
        </p>
        <div className="mt-2 flex flex-wrap gap-2 max-sm:hidden">
          {exports.terraform ? (
            <CopyButton text={exports.terraform} label="Copy as Terraform" variant="secondary" size="sm">
              Copy as Terraform
            </CopyButton>
          ) : null}
          {exports.cli ? (
            <CopyButton text={exports.cli} label="Copy as AWS CLI" variant="secondary" size="sm">
              Copy as AWS CLI
            </CopyButton>
          ) : null}
        </div>
      </div>
    </section>
  )
}
