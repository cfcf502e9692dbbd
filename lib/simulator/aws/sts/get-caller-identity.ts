import type { Operations } from '@/lib/simulator/aws/call'

export const getCallerIdentity: Operations = {
  GetCallerIdentity: {
    resource: () => null,
    perform: ({ credentials, world }) => ({
      Arn: credentials.callerArn,
      UserId: credentials.userId,
      Account: world.accountId,
    }),
  },
}
