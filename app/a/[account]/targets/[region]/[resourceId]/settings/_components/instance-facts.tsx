import { Panel, PanelRow } from '@/components/ui/panel'
import { Tag } from '@/components/ui/tag'
import { nextWindowStart, windowInWords } from '@/lib/access/model/maintenance-window'
import type { Target } from '@/lib/access/model/target'
import { formatAge } from '@/lib/format'

const NOT_SET = <span className="text-subtle">None</span>

/** The machine and its tags. A proxy has no machine. */
export function InstanceFacts({ target, now }: { target: Target; now: string }) {
  const window = nextWindowStart(target.maintenanceWindow, new Date(now))
  const tags = target.tags && Object.entries(target.tags)
  return (
    <>
      {target.kind !== 'proxy' && (
        <Panel title={target.kind === 'instance' ? 'Instance' : 'Cluster'}>
          {target.instanceClass && (
            <PanelRow name="Class">
              <code className="text-xs">{target.instanceClass}</code>
            </PanelRow>
          )}
          {target.backupRetentionDays !== null && (
            <PanelRow name="Backup retention">{target.backupRetentionDays} days</PanelRow>
          )}
          <PanelRow name="Maintenance window">
            {target.maintenanceWindow ? (
              <>
                {windowInWords(target.maintenanceWindow)}
                {window && (
                  <span className="ml-2 text-xs text-muted">next {formatAge(window.toISOString(), now)}</span>
                )}
              </>
            ) : (
              NOT_SET
            )}
          </PanelRow>
          <PanelRow name="Multi-AZ">{target.multiAz ? 'Yes' : 'No'}</PanelRow>
          <PanelRow name="Master user">
            {target.masterUsername ? <code className="text-xs">{target.masterUsername}</code> : NOT_SET}
          </PanelRow>
          {target.members.map(member => (
            <PanelRow key={member.resourceId} name={`Member, ${member.role}`}>
              {member.name} <code className="ml-2 text-xs text-muted">{member.instanceClass}</code>
              <span className="ml-2 text-xs text-muted">{member.status}. The cluster owns the switch.</span>
            </PanelRow>
          ))}
        </Panel>
      )}
      <Panel title="Tags">
        <div className="flex flex-wrap gap-2 px-4 py-2.5">
          {!tags && (
            <span className="text-subtle">Not read: the target counts as production until they are.</span>
          )}
          {tags?.length === 0 && NOT_SET}
          {tags?.map(([key, value]) => (
            <Tag key={key} mono>
              {key} = {value}
            </Tag>
          ))}
        </div>
      </Panel>
    </>
  )
}
