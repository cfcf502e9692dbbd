import type { Operations } from '@/lib/simulator/aws/call'
import { entities } from '@/lib/simulator/aws/iam/entity-xml'
import { findPolicy, policyArn } from '@/lib/simulator/aws/iam/find-entity'
import { page } from '@/lib/simulator/aws/iam/iam-paging'
import { members } from '@/lib/simulator/aws/xml'
import type { IamEntity } from '@/lib/simulator/world/iam-world'

export const listEntitiesForPolicy: Operations = {
  ListEntitiesForPolicy: {
    resource: policyArn,
    perform(call) {
      const { world, parameters } = call
      const { arn } = findPolicy(call)
      const usage = parameters.text('PolicyUsageFilter')
      const filter = parameters.text('EntityFilter')
      const prefix = parameters.text('PathPrefix') ?? '/'
      const uses = (entity: IamEntity) =>
        (usage !== 'PermissionsBoundary' && entity.attached.includes(arn)) ||
        (usage !== 'PermissionsPolicy' && entity.kind !== 'group' && entity.boundary === arn)
      const wanted = entities(world)
        .filter(uses)
        .filter(({ path }) => path.startsWith(prefix))
        .filter(({ kind }) => filter === null || filter.toLowerCase() === kind)
      const { items, more } = page(wanted, parameters)
      const of = (kind: IamEntity['kind'], prefixed: string) =>
        members(
          items
            .filter(entity => entity.kind === kind)
            .map(({ name, id }) => ({ [`${prefixed}Name`]: name, [`${prefixed}Id`]: id })),
        )
      return {
        ...more,
        PolicyGroups: of('group', 'Group'),
        PolicyUsers: of('user', 'User'),
        PolicyRoles: of('role', 'Role'),
      }
    },
  },
}
