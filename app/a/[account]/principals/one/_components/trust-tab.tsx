import { JsonCode } from '@/components/json-code'
import { CopyButton } from '@/components/ui/copy-button'
import { Panel } from '@/components/ui/panel'
import type { AssumePath } from '@/lib/access/explain/assume-paths'
import { formatCount } from '@/lib/format'
import { BecomesList } from './becomes-list'

/** A star lets thousands in; nobody reads them one by one. */
const SHOWN = 200

/** Who can become the role, and the trust policy that says so. */
export function TrustTab({
  trustText,
  becomes,
  caveat,
}: {
  trustText: string | null
  becomes: AssumePath[]
  caveat: string | null
}) {
  const text = pretty(trustText)
  return (
    <div className="grid gap-3 p-5 max-md:p-4">
      <Panel title="Who can become this role">
        <div className="px-4 py-3">
          {becomes.length === 0 ? (
            <p className="text-muted">Nobody that its trust policy names.</p>
          ) : (
            <>
              <BecomesList becomes={becomes.slice(0, SHOWN)} caveat={caveat} most={SHOWN} />
              {becomes.length > SHOWN && (
                <p className="mt-3 text-xs text-muted">
                  {formatCount(becomes.length - SHOWN, 'further way')} in the export.
                </p>
              )}
            </>
          )}
        </div>
      </Panel>
      <Panel
        title="Trust policy"
        actions={text ? <CopyButton text={text} label="Copy the trust policy" /> : undefined}
      >
        {text ? (
          <JsonCode text={text} label="Trust policy" />
        ) : (
          <p className="px-4 py-3 text-muted">The trust policy was not read.</p>
        )}
      </Panel>
    </div>
  )
}

/** One-line documents are laid out; anything else is shown as it is. */
function pretty(text: string | null): string | null {
  if (!text || text.includes('\n')) return text
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
