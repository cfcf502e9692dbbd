import type { Operations } from '@/lib/simulator/aws/call'

export const getCallerIdentity: Operations = {
  GetCallerIdentity: {
    resource: () => null,
    perform: ({ credentials }) => ({
      Arn: credentials.callerArn,
      UserId: credentials.userId,
      Account: credentials.principalArn.split(':')[4],
    }),
  },
}
