import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { homeAccount } from '@/lib/account'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { closeRecords } from '@/lib/records/pool'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { forgetReading } from '@/lib/services/account/reading-cache'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import type { IamEntity } from '@/lib/simulator/world/iam-world'
import type { DbCluster, DbInstance, World } from '@/lib/simulator/world/world'

/** One stage of a modify on the simulated clock, which only moves when a test moves it. */
const STAGE_MS = 60_000

interface AccountUnderChange {
  readonly aws: SimulatedAws
  readonly world: World
  /** RDS gets on with what it was asked to change. */
  settle(): Promise<void>
}

/** For tests: a fresh simulated account for each, and records of their own for the file. */
export function accountUnderChange(): AccountUnderChange {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-changes-'))
  let aws: SimulatedAws | null = null
  let ahead = 0
  beforeAll(() => {
    process.env.GATEHOUSE_DATA_DIR = folder
  })
  beforeEach(async () => {
    await aws?.close()
    ahead = 0
    aws = await simulatedAccount({ settleMs: STAGE_MS, now: () => new Date(Date.now() + ahead) })
    forgetReading(homeAccount())
  })
  afterAll(async () => {
    await aws?.close()
    await closeRecords()
    rmSync(folder, { recursive: true, force: true })
  })
  const started = () => {
    if (!aws) throw new Error('The account is there from the first test on.')
    return aws
  }
  return {
    get aws() {
      return started()
    },
    get world() {
      return started().world
    },
    async settle() {
      ahead += 2 * STAGE_MS
      await loadInventory(homeAccount(), { fresh: true })
    },
  }
}

/** As a Blue/Green switchover does: what bore the name is called otherwise, and another database bears it. */
export function handOver({ rds }: World, region: string, name: string, heirName: string): DbInstance[] {
  const instances = rds.get(region)?.instances
  const [old, heir] = [name, heirName].map(one => instances?.get(one))
  if (!instances || !old || !heir) throw new Error(`${name} or ${heirName} is no instance of ${region}.`)
  instances.delete(heirName)
  old.identifier = `${name}-old1`
  heir.identifier = name
  return [old, heir].map(one => {
    instances.set(one.identifier, one)
    return one
  })
}

const ownerState = ({ arn, inline, attached }: IamEntity) => ({
  arn,
  inline: inline.map(({ name, text }) => `${name} ${text}`).sort(),
  attached: [...attached].sort(),
})

const switchState = ({ identifier, settings, pending }: DbInstance | DbCluster) => ({
  identifier,
  iamAuth: settings.iamAuth,
  pending: structuredClone(pending),
})

/** Everything that a change may touch, to the byte; ids of versions are left out: IAM gives none twice. */
export function accountState({ users, groups, roles, policies, rds }: World): unknown {
  return {
    users: [...users.values()].map(user => ({ ...ownerState(user), groups: [...user.groups].sort() })),
    groups: [...groups.values()].map(ownerState),
    roles: [...roles.values()].map(ownerState),
    policies: [...policies.values()]
      .map(({ arn, description, tags, versions, defaultVersionId }) => ({
        arn,
        description,
        tags: structuredClone(tags),
        text: versions.find(({ id }) => id === defaultVersionId)?.text,
        spare: versions.flatMap(({ id, text }) => (id === defaultVersionId ? [] : text)).sort(),
      }))
      .sort((left, right) => (left.arn < right.arn ? -1 : 1)),
    switches: [...rds.values()].flatMap(region =>
      [...region.instances.values(), ...region.clusters.values()].map(switchState),
    ),
  }
}
