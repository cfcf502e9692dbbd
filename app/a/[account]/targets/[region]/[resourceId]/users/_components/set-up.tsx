import { JsonCode } from '@/components/json-code'
import { CodeBlock } from '@/components/ui/code-block'
import { CopyButton } from '@/components/ui/copy-button'
import type { ReadingWays } from '@/lib/services/databases/get-reading-ways'

/** What opens the way by token: a user that may look and nothing else, and the right to sign in as it. */
export function SetUp({ token }: { token: NonNullable<ReadingWays['token']> }) {
  return (
    <section
      aria-label="To read it by token"
      className="grid grid-cols-1 gap-4 border-t border-line px-5 py-5"
    >
      <h2 className="text-2xs font-medium text-subtle">To read it by token, once and from then on</h2>
      {token.sql && (
        <div className="grid grid-cols-1 gap-1.5">
          <p>
            In the database, make <code>{token.user}</code>: it may see who is inside, and reads no table of
            yours.
          </p>
          <CodeBlock text={token.sql} label={`SQL that makes ${token.user}`} />
        </div>
      )}
      <div className="grid grid-cols-1 gap-1.5">
        <p>In IAM, let the identity of this server sign in as it.</p>
        <div className="relative rounded-lg border border-line bg-surface">
          <JsonCode text={token.policy} label="Policy to add" numbered={false} className="py-3" />
          <CopyButton text={token.policy} label="Copy the policy" className="absolute top-2 right-3" />
        </div>
      </div>
      {!token.isSet && (
        <p className="text-muted">
          Then start Gatehouse with <code>GATEHOUSE_SCAN_USER={token.user}</code>.
        </p>
      )}
    </section>
  )
}
