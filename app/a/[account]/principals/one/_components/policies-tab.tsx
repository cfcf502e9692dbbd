import { JsonCode } from '@/components/json-code'
import { SizeMeter } from '@/components/size-meter'
import { CopyButton } from '@/components/ui/copy-button'
import { Tag } from '@/components/ui/tag'
import type { HeldPolicy, UnreadHeld } from '@/lib/access/decide/held-policies'

const KINDS: Record<HeldPolicy['kind'], string> = {
  inline: 'inline',
  customerManaged: 'customer managed',
  awsManaged: 'AWS managed',
  scp: 'SCP',
  session: 'session policy',
}

/** Every policy it holds, those that can let it connect first and open. */
export function PoliciesTab({ policies, unread }: { policies: HeldPolicy[]; unread: UnreadHeld[] }) {
  const sorted = [...policies].sort((a, b) => Number(b.mentionsConnect) - Number(a.mentionsConnect))
  if (sorted.length + unread.length === 0) return <p className="px-5 py-6 text-muted">It holds no policy.</p>
  return (
    <div className="grid gap-3 p-5 max-md:p-4">
      {unread.length > 0 ? (
        <p className="text-cond">
          Not read:{' '}
          {unread.map(({ name, boundary }) => (boundary ? `its boundary ${name}` : name)).join(', ')}. What
          they say is not known.
        </p>
      ) : null}
      {sorted.map(policy => (
        <details
          key={`${policy.id} ${policy.viaGroup} ${policy.boundary}`}
          open={policy.mentionsConnect}
          className="overflow-hidden rounded-lg border border-line bg-surface"
        >
          <summary className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1.5">
            <span className="font-mono text-xs font-medium" title={policy.id}>
              {policy.name}
            </span>
            <Tag>{KINDS[policy.kind]}</Tag>
            {policy.boundary && <Tag>boundary</Tag>}
            {policy.viaGroup && <span className="text-xs text-muted">through group {policy.viaGroup}</span>}
            {policy.versionId && <span className="text-xs text-subtle">{policy.versionId}</span>}
            {!policy.mentionsConnect && (
              <span className="text-xs text-subtle">nothing about rds-db:connect</span>
            )}
            <span className="ml-auto text-xs">
              <SizeMeter used={policy.size} limit={policy.limit} wide={false} />
            </span>
          </summary>
          <div className="relative border-t border-line">
            <JsonCode text={policy.text} label={`Policy ${policy.name}`} />
            <CopyButton
              text={policy.text}
              label={`Copy policy ${policy.name}`}
              className="absolute top-1 right-2 bg-surface"
            />
          </div>
        </details>
      ))}
    </div>
  )
}
