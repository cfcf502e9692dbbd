import { JsonCode } from '@/components/json-code'
import { Panel } from '@/components/ui/panel'
import { Tag } from '@/components/ui/tag'
import { SERVER_POLICIES } from '@/lib/access/reading/server-policies'
import { TryPermissions } from './try-permissions'
import { Unfold } from './unfold'

/** One policy a feature: attach what is wanted to the identity that runs the server. */
export function PoliciesPanel() {
  return (
    <Panel title="Permissions this server needs in AWS" id="permissions">
      <TryPermissions />
      {SERVER_POLICIES.map(({ id, title, detail, capability, document }) => {
        const text = JSON.stringify(document, null, 2)
        return (
          <Unfold key={id} title={title} detail={detail} text={text} mark={<Tag>{capability}</Tag>}>
            <JsonCode text={text} label={`Policy: ${title}`} numbered={false} />
          </Unfold>
        )
      })}
    </Panel>
  )
}
