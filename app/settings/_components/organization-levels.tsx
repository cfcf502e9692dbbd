import { JsonCode } from '@/components/json-code'
import { PanelRow } from '@/components/ui/panel'
import { formatAccount } from '@/lib/format'
import { displayText } from '@/lib/iam/index'
import type { OrganizationReport } from '@/lib/services/account/get-organization'
import { Unfold } from './unfold'

type Level = NonNullable<OrganizationReport['levels']>[number]

const KINDS: Record<Level['kind'], string> = {
  root: 'Root',
  organizationalUnit: 'OU',
  account: 'Account',
}

/** AWS's own, which allows everything: nothing to read in it. */
const isFullAccess = (id: string) => id.endsWith('/p-FullAWSAccess')

function LevelRow({ level }: { level: Level }) {
  const { kind, name, id, policies } = level
  const own = policies.filter(policy => !isFullAccess(policy.id))
  return (
    <>
      <PanelRow
        name={
          <>
            {kind === 'root' ? null : <span className="text-subtle">{KINDS[kind]} </span>}
            <span className="text-fg">{name}</span>
            {name === id ? null : (
              <code className="ml-1.5 text-xs text-subtle">
                {kind === 'account' ? formatAccount(id) : id}
              </code>
            )}
          </>
        }
      >
        {policies.length === 0 ? (
          <span className="text-deny">No SCP is attached here, so nothing is allowed below.</span>
        ) : (
          <code className="text-xs">{policies.map(policy => policy.name).join(', ')}</code>
        )}
      </PanelRow>
      {own.map(policy => {
        const text = displayText(policy.text)
        return (
          <Unfold key={policy.id} title={policy.name} detail={`attached to ${name}`} text={text}>
            <JsonCode text={text} label={`Organisation policy ${policy.name}`} />
          </Unfold>
        )
      })}
    </>
  )
}

/** Root first, as they are evaluated: each must allow, and any may deny. */
export function OrganizationLevels({ levels }: { levels: Level[] }) {
  return levels.map(level => <LevelRow key={level.id} level={level} />)
}
