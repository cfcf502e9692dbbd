import type { DatabaseScan } from '@/lib/access/model/database-user'
import type { Inventory } from '@/lib/access/model/inventory'
import { serviceControlOver } from '@/lib/access/model/organization'
import { savedScan } from '@/lib/access/model/saved-scan'
import { ALL_READ, databaseUser, passwordUser } from '@/lib/access/testing/sample-inventory'
import { homeAccount } from '@/lib/account'
import { DOCUMENTED_QUOTAS } from '@/lib/aws/iam-quotas'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { readIamPart } from '@/lib/services/account/read-iam-part'
import { readOrganizationPart } from '@/lib/services/account/read-organization-part'
import { readRegionsPart } from '@/lib/services/account/read-regions-part'
import { ORGANIZATION_READER } from '@/lib/simulator/world/cast-gatehouse'
import { ID } from '@/lib/simulator/world/cast-ids'
import type { World } from '@/lib/simulator/world/world'

/** The day that the cast was drawn for. */
export const NOW = new Date('2026-11-23T14:02:11.000Z')
const AT = NOW.toISOString()

function scan(resourceId: string, ready: string[], passwords: string[]): DatabaseScan {
  const users = [...ready.map(name => databaseUser(name)), ...passwords.map(passwordUser)]
  return savedScan({ resourceId, users, databases: [], scannedAs: 'gatehouse_scan' }, AT)
}

/** The database users that lib/simulator/README.md tells of. */
const SCANS = {
  [ID.ordersProd]: scan(
    ID.ordersProd,
    'app_readonly app_readwrite app_migrator reporting support_ro oncall_rw metrics dba_admin dev_ana dev_bo gatehouse_scan gatehouse_ops'.split(
      ' ',
    ),
    ['legacy_api', 'postgres'],
  ),
  [ID.inventoryStaging]: scan(
    ID.inventoryStaging,
    ['stock_ro', 'stock_rw', 'app_migrator', 'gatehouse_scan', 'gatehouse_ops'],
    ['postgres'],
  ),
}

/** The cast over real HTTP, through the adapters that the product reads with: its organisation refused, as in the demo, or read. */
export async function readCast(
  play: (world: World) => void = () => undefined,
  { readable = false } = {},
): Promise<Inventory> {
  const aws = await simulatedAccount()
  play(aws.world)
  if (readable) process.env.GATEHOUSE_ORGANIZATION_ROLE = ORGANIZATION_READER
  try {
    const [regions, iam] = [
      await readRegionsPart(homeAccount(), 'aws', null, AT),
      await readIamPart(homeAccount(), null, AT, null),
    ]
    if (!iam.entities) throw new Error('IAM was not read.')
    const control = await readOrganizationPart(homeAccount(), '111122223333', null, AT)
    const organization = { ...control.organization, readAt: AT }
    return {
      ...regions,
      ...iam.entities,
      parts: ALL_READ,
      // When a report is made is the simulator's clock, not the cast's.
      principals: iam.entities.principals.map(principal => ({
        ...serviceControlOver(principal, organization),
        credentials: principal.credentials && { ...principal.credentials, asOf: AT },
      })),
      accountId: '111122223333',
      accountAlias: 'larkspur-prod',
      partition: 'aws',
      callerArn: 'arn:aws:sts::111122223333:assumed-role/gatehouse/server',
      quotas: DOCUMENTED_QUOTAS,
      policies: [...iam.entities.policies, ...control.policies],
      organization,
      simulated: [],
      scans: SCANS,
      caveats: [],
      readAt: AT,
    }
  } finally {
    delete process.env.GATEHOUSE_ORGANIZATION_ROLE
    await aws.close()
  }
}
