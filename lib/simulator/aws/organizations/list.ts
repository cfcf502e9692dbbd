import type { Call, Operations } from '@/lib/simulator/aws/call'
import { policySummary } from '@/lib/simulator/aws/organizations/describe'
import { levelArn, levelById, readableBy } from '@/lib/simulator/aws/organizations/organization-of'
import { page } from '@/lib/simulator/aws/organizations/organizations-paging'
import { members, type XmlObject } from '@/lib/simulator/aws/xml'

function answer(call: Call, name: string, all: XmlObject[]): XmlObject {
  const { items, more } = page(all, call.parameters, readableBy(call).emptyPages)
  return { [name]: members(items), ...more }
}

export const list: Operations = {
  ListRoots: {
    resource: () => '*',
    perform(call) {
      const { levels, policyTypes } = readableBy(call)
      const types = [...policyTypes].map(([Type, Status]) => ({ Type, Status }))
      const roots = levels.filter(({ kind }) => kind === 'root')
      return answer(
        call,
        'Roots',
        roots.map(({ id, name }) => ({
          Id: id,
          Arn: levelArn(call, id),
          Name: name,
          PolicyTypes: members(types),
        })),
      )
    },
  },
  ListParents: {
    resource: call => levelArn(call, call.parameters.required('ChildId')),
    perform(call) {
      const organization = readableBy(call)
      const child = levelById(organization, call.parameters.required('ChildId'), 'ChildNotFoundException')
      const parent = organization.levels[organization.levels.indexOf(child) - 1]
      const Type = parent?.kind === 'root' ? 'ROOT' : 'ORGANIZATIONAL_UNIT'
      return answer(call, 'Parents', parent ? [{ Id: parent.id, Type }] : [])
    },
  },
  ListPoliciesForTarget: {
    resource: call => levelArn(call, call.parameters.required('TargetId')),
    perform(call) {
      const organization = readableBy(call)
      const { attached } = levelById(
        organization,
        call.parameters.required('TargetId'),
        'TargetNotFoundException',
      )
      const filter = call.parameters.required('Filter')
      const policies = attached.flatMap(id => organization.policies.get(id) ?? [])
      return answer(
        call,
        'Policies',
        policies.filter(({ type }) => type === filter).map(policy => policySummary(call, policy)),
      )
    },
  },
}
