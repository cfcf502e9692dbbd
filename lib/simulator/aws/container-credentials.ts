import type { Surroundings } from '@/lib/simulator/aws/handle-request'
import { openSession } from '@/lib/simulator/aws/open-session'

const TASK_ID = '4f2c8a91d07b4e6c9a35e1b27d608fc4'

/** As the ECS agent answers a task: credentials of its role, fresh ones each time they are asked for. */
export function containerCredentials(
  roleName: string,
  around: Surroundings,
): { status: number; body: unknown } {
  const { world, faults } = around
  const role = world.roles.get(roleName.toLowerCase())
  if (!role) return { status: 404, body: { code: 'NoSuchRole', message: `No task here runs as ${roleName}` } }
  const seconds = faults.containerSessionSeconds
  const asked = { principalArn: role.arn, name: TASK_ID, seconds, sessionPolicies: [], tags: [] }
  const session = openSession(world, asked, around.now())
  return {
    status: 200,
    body: {
      RoleArn: role.arn,
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secret,
      Token: session.token,
      Expiration: session.expiresAt.toISOString().replace(/\.\d{3}Z$/, 'Z'),
    },
  }
}
