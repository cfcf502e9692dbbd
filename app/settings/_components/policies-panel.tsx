import { ChevronRight } from 'lucide-react'
import { JsonCode } from '@/components/json-code'
import { SERVER_POLICIES } from '@/components/server-policies'
import { CopyButton } from '@/components/ui/copy-button'
import { Panel } from '@/components/ui/panel'
import { Tag } from '@/components/ui/tag'

/** One policy a feature: attach what is wanted to the identity that runs the server. */
export function PoliciesPanel() {
  return (
    <Panel title="Permissions this server needs in AWS" id="permissions">
      {SERVER_POLICIES.map(policy => {
        const text = JSON.stringify(policy.document, null, 2)
        return (
          <details key={policy.id} className="group border-b border-line last:border-b-0">
            <summary className="focus-inset flex min-h-10 items-center gap-2 px-4 py-2 hover:bg-hover">
              <ChevronRight
                aria-hidden
                size={14}
                strokeWidth={1.5}
                className="shrink-0 text-subtle transition-transform duration-120 group-open:rotate-90"
              />
              <span className="min-w-0 flex-1">
                <span className="font-medium">{policy.title}</span>{' '}
                <span className="text-xs text-muted">{policy.detail}</span>
              </span>
              <Tag>{policy.capability}</Tag>
            </summary>
            <div className="relative border-t border-line">
              <JsonCode text={text} label={`Policy: ${policy.title}`} numbered={false} />
              <CopyButton
                text={text}
                label={`Copy the policy: ${policy.title}`}
                className="absolute top-1.5 right-3 bg-surface"
              />
            </div>
          </details>
        )
      })}
    </Panel>
  )
}
