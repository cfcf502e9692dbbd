import { Check, Minus } from 'lucide-react'
import { Panel, PanelRow } from '@/components/ui/panel'
import type { Capability } from '@/lib/operator/operator'

const WORDS: { capability: Capability; name: string; detail: string }[] = [
  { capability: 'read', name: 'Read', detail: 'targets, policies, the matrix, activity' },
  { capability: 'mint', name: 'Issue tokens', detail: 'test connections, read database users' },
  { capability: 'modify', name: 'Switch IAM authentication', detail: 'on instances and clusters' },
  { capability: 'grant', name: 'Change policies', detail: 'put, attach and detach' },
  { capability: 'users', name: 'Change database users', detail: 'make, alter and remove' },
]

/** What may be done through this server, and the setting that would allow the rest. */
export function CapabilitiesPanel({ capabilities }: { capabilities: Capability[] }) {
  const missing = WORDS.filter(({ capability }) => !capabilities.includes(capability))
  const all = WORDS.map(({ capability }) => capability).join(',')
  return (
    <Panel title="What you may do here" id="capabilities">
      {WORDS.map(({ capability, name, detail }) => {
        const on = capabilities.includes(capability)
        const Icon = on ? Check : Minus
        return (
          <PanelRow key={capability} name={name}>
            <span className="inline-flex flex-wrap items-center gap-x-2 align-middle">
              <Icon aria-hidden size={14} strokeWidth={1.75} className={on ? 'text-ok' : 'text-subtle'} />
              {on ? 'Allowed' : 'Off'} <span className="text-muted">{detail}</span>
            </span>
          </PanelRow>
        )
      })}
      {missing.length > 0 ? (
        <p className="px-4 py-2.5 text-xs text-muted">
          To allow more, start the server with <code>GATEHOUSE_CAPABILITIES={all}</code>. AWS still decides
          what the server's own identity may do.
        </p>
      ) : null}
    </Panel>
  )
}
