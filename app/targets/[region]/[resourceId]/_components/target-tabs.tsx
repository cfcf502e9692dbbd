import { TabLink, Tabs } from '@/components/ui/tabs'
import { formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'

interface TargetTabsProps {
  target: { region: string; resourceId: string }
  canConnect: number
  databaseUsers: number | null
}

export function TargetTabs({ target, canConnect, databaseUsers }: TargetTabsProps) {
  return (
    <div className="border-b border-line px-5 pt-2 max-md:px-4">
      <Tabs label="Target">
        <TabLink href={routes.target(target)} count={formatNumber(canConnect)}>
          Access
        </TabLink>
        <TabLink
          href={routes.targetUsers(target)}
          count={databaseUsers === null ? null : formatNumber(databaseUsers)}
        >
          <span className="max-md:hidden">Database users</span>
          <span className="md:hidden">Users</span>
        </TabLink>
        <TabLink href={routes.targetConnect(target)}>Connect</TabLink>
        <TabLink href={routes.targetSettings(target)}>Settings</TabLink>
        <TabLink href={routes.targetActivity(target)}>Activity</TabLink>
      </Tabs>
    </div>
  )
}
