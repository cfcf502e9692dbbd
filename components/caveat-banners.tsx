import type { Caveat } from '@/lib/access/model/caveat'
import { Moment } from './moment'
import { PolicyToAdd } from './policy-to-add'
import { RefreshButton } from './refresh-button'
import { Banner } from './ui/banner'

/** One line per thing that could not be read: what happened, what is still shown, what to do. */
export function CaveatBanners({ caveats, className }: { caveats: Caveat[]; className?: string }) {
  if (caveats.length === 0) return null
  const now = new Date().toISOString()
  return (
    <div className={`grid gap-2 ${className ?? ''}`}>
      {caveats.map(caveat => (
        <Banner
          key={caveat.id}
          tone="warning"
          title={caveat.subject}
          actions={
            <>
              {caveat.missingAction ? <PolicyToAdd action={caveat.missingAction} /> : null}
              <RefreshButton look="button">Retry</RefreshButton>
            </>
          }
        >
          {caveat.message}
          {caveat.answer ? <code className="mx-1.5 text-xs break-words text-fg">{caveat.answer}</code> : null}
          <Moment iso={caveat.at} now={now} className="ml-1.5 text-xs text-subtle" />
        </Banner>
      ))}
    </div>
  )
}
