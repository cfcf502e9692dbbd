import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Call, Operations } from '@/lib/simulator/aws/call'
import {
  levelArn,
  levelById,
  organizationOf,
  policyArn,
  readableBy,
} from '@/lib/simulator/aws/organizations/organization-of'
import type { XmlObject } from '@/lib/simulator/aws/xml'
import type { ControlPolicy } from '@/lib/simulator/world/world-organization'

export function policySummary(call: Call, policy: ControlPolicy): XmlObject {
  const { id, name, type, awsManaged } = policy
  return {
    Id: id,
    Arn: policyArn(call, policy),
    Name: name,
    Description: '',
    Type: type,
    AwsManaged: awsManaged,
  }
}

const askedPolicy = ({ world, parameters }: Call) =>
  world.organization?.policies.get(parameters.required('PolicyId'))

export const describe: Operations = {
  DescribeOrganization: {
    resource: () => '*',
    perform(call) {
      const { id, managementAccountId, allFeatures } = organizationOf(call)
      const arn = `arn:aws:organizations::${managementAccountId}`
      return {
        Organization: {
          Id: id,
          Arn: `${arn}:organization/${id}`,
          FeatureSet: allFeatures ? 'ALL' : 'CONSOLIDATED_BILLING',
          MasterAccountId: managementAccountId,
          MasterAccountArn: `${arn}:account/${id}/${managementAccountId}`,
          MasterAccountEmail: 'aws@larkspur.example',
        },
      }
    },
  },
  DescribeOrganizationalUnit: {
    resource: call => levelArn(call, call.parameters.required('OrganizationalUnitId')),
    perform(call) {
      const unitId = call.parameters.required('OrganizationalUnitId')
      const { id, name } = levelById(readableBy(call), unitId, 'OrganizationalUnitNotFoundException')
      return { OrganizationalUnit: { Id: id, Arn: levelArn(call, id), Name: name } }
    },
  },
  DescribeAccount: {
    resource: call => levelArn(call, call.parameters.required('AccountId')),
    perform(call) {
      const accountId = call.parameters.required('AccountId')
      const { id, name } = levelById(readableBy(call), accountId, 'AccountNotFoundException')
      return { Account: { Id: id, Arn: levelArn(call, id), Name: name, State: 'ACTIVE' } }
    },
  },
  DescribePolicy: {
    resource(call) {
      const policy = askedPolicy(call)
      return policy ? policyArn(call, policy) : '*'
    },
    perform(call) {
      readableBy(call)
      const policy = askedPolicy(call)
      if (!policy)
        throw new AwsError('PolicyNotFoundException', 400, 'You specified a policy that does not exist.')
      return { Policy: { PolicySummary: policySummary(call, policy), Content: policy.text } }
    },
  },
}
