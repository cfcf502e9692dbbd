import { Check } from 'lucide-react'
import { JsonCode } from '@/components/json-code'
import { CopyButton } from '@/components/ui/copy-button'
import { SERVER_POLICIES } from '@/lib/access/reading/server-policies'

const PROMISES = ['No database passwords, no table data', 'Nothing leaves this machine except AWS calls']

export function NeedsToRead() {
  const policy = SERVER_POLICIES.find(({ id }) => id === 'read')
  const text = JSON.stringify(policy?.document, null, 2)
  return (
    <section aria-labelledby="needs">
      <div className="flex items-center justify-between gap-3">
        <h2 id="needs" className="font-semibold">
          What it needs to read
        </h2>
        <CopyButton text={text} label="Copy the policy" />
      </div>
      <p className="mb-3 text-xs text-muted">Read only. Changing anything needs more, and a setting.</p>
      <div className="rounded-lg border border-line bg-surface">
        <JsonCode text={text} label="Policy that lets Gatehouse read" numbered={false} />
      </div>
      <ul className="mt-3 grid gap-1.5">
        {PROMISES.map(promise => (
          <li key={promise} className="flex items-center gap-2.5 text-xs text-muted">
            <Check aria-hidden size={14} strokeWidth={2} className="text-ok" />
            {promise}
          </li>
        ))}
      </ul>
    </section>
  )
}
