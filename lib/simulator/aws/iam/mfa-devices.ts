import { findPrincipal } from '@/lib/simulator/aws/access-keys'
import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Call, Operations } from '@/lib/simulator/aws/call'
import { findEntity } from '@/lib/simulator/aws/iam/find-entity'
import { page } from '@/lib/simulator/aws/iam/iam-paging'
import { members } from '@/lib/simulator/aws/xml'

/** Without UserName, of whoever signs (IAM API Reference, ListMFADevices). */
function userOf(call: Call) {
  if (call.parameters.text('UserName') !== null) return findEntity(call, 'User')
  const caller = findPrincipal(call.world, call.credentials.principalArn)
  if (caller?.kind === 'user') return caller
  throw new AwsError('ValidationError', 400, 'Must specify userName when calling with non-User credentials')
}

export const mfaDevices: Operations = {
  ListMFADevices: {
    resource: call => userOf(call).arn,
    perform(call) {
      const user = userOf(call)
      const own = [...call.world.mfaDevices.values()].filter(({ userName }) => userName === user.name)
      const { items, more } = page(own, call.parameters)
      const devices = items.map(({ userName, serial, enabledAt }) => ({
        UserName: userName,
        SerialNumber: serial,
        EnableDate: enabledAt,
      }))
      return { ...more, MFADevices: members(devices) }
    },
  },
}
