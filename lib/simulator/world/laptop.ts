import { WorldBuilder } from '@/lib/simulator/world/builder'
import { ID } from '@/lib/simulator/world/cast-ids'
import { connect, connectArn, MFA, policy, roleArn, trustStatement } from '@/lib/simulator/world/statements'
import type { World } from '@/lib/simulator/world/world'

/** user/mira.okafor, on call, who runs the dashboard with keys of her own. */
export const LAPTOP_KEY = { id: 'AKIAQ8CTBY4W7QN6GRDB', secret: 'e8Ct7qRn6GRDBZH3IFUJ5/n4W7QN+miraOkafor006' }
/** Of her virtual MFA device: `npm run demo:code` shows what it shows. */
export const LAPTOP_MFA_SECRET = 'KRUGS4ZANFZSA3TPOQQGCIDTMVRXEZLU'

/** The dashboard on a laptop: an IAM user instead of a role of ECS, so that an MFA code can be given to it. */
export function addLaptop(world: World): void {
  const builder = new WorldBuilder(world)
  const user = builder.user('mira.okafor', {
    accessKeys: [LAPTOP_KEY],
    mfaSecret: LAPTOP_MFA_SECRET,
    tags: { team: 'sre' },
    attached: ['gatehouse-read'],
    inline: {
      'own-dashboard': policy(
        { Sid: 'BecomeOnCall', Effect: 'Allow', Action: 'sts:AssumeRole', Resource: roleArn('oncall-sre') },
        { Sid: 'OwnDevices', Effect: 'Allow', Action: 'iam:ListMFADevices', Resource: '*' },
        connect('ScanDatabases', connectArn('*', 'gatehouse_scan', '*')),
        connect('OwnReporting', connectArn(ID.ordersProd, 'reporting'), MFA),
      ),
    },
  })
  const role = world.roles.get('oncall-sre')
  if (!role) throw new Error('The account has no role oncall-sre.')
  const trust = JSON.parse(role.trust) as { Statement: object[] }
  trust.Statement.push(trustStatement(user.arn, MFA))
  role.trust = JSON.stringify(trust, null, 2)
}
