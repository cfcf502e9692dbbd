import type { Caveat } from '@/lib/access/caveat'
import { formatMoment } from '@/lib/format'
import { JsonCode } from './json-code'
import { RefreshButton } from './refresh-button'
import { ShowDialog } from './show-dialog'
import { Banner } from './ui/banner'
import { CopyButton } from './ui/copy-button'

/** Of several that are missing the caveat names all, with commas between them. */
function policyToAdd(action: string): string {
  const actions = action.split(', ')
  const statement = { Effect: 'Allow', Action: actions.length === 1 ? action : actions, Resource: '*' }
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2)
}

function PolicyToAdd({ action }: { action: string }) {
  const text = policyToAdd(action)
  return (
    <ShowDialog
      label="Show policy to add"
      title="Policy to add"
      description={
        <>
          Attach it to the identity that this server uses, then read again. It allows <code>{action}</code>{' '}
          and nothing else.
        </>
      }
    >
      <div className="relative">
        <JsonCode text={text} label="Policy to add" numbered={false} className="py-3" />
        <CopyButton text={text} label="Copy the policy" className="absolute top-2 right-3" />
      </div>
    </ShowDialog>
  )
}

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
          <span className="ml-1.5 text-xs whitespace-nowrap text-subtle">{formatMoment(caveat.at, now)}</span>
        </Banner>
      ))}
    </div>
  )
}
