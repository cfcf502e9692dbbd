import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Call, Operations } from '@/lib/simulator/aws/call'

const named = ({ parameters }: Call) => parameters.required('SecretId')

/** The secrets that RDS keeps for its master users; there are no others here. */
function masterSecret(call: Call) {
  const instances = [...(call.world.rds.get(call.region)?.instances.values() ?? [])]
  return instances.find(({ masterSecret: secret }) => secret?.arn === named(call))
}

export const secretsOperations: Operations = {
  GetSecretValue: {
    resource: named,
    perform(call) {
      const owner = masterSecret(call)
      if (!owner?.masterSecret)
        throw new AwsError(
          'ResourceNotFoundException',
          400,
          "Secrets Manager can't find the specified secret.",
        )
      const { arn, password } = owner.masterSecret
      return {
        ARN: arn,
        Name: arn.split(':secret:')[1]?.replace(/-\w{6}$/, ''),
        SecretString: JSON.stringify({ username: owner.masterUser, password }),
      }
    },
  },
}
