import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Operations } from '@/lib/simulator/aws/call'
import { openSession } from '@/lib/simulator/aws/open-session'
import { checkMfa } from '@/lib/simulator/aws/sts/check-mfa'
import { credentialsOf } from '@/lib/simulator/aws/sts/session-credentials'

const MOST_SECONDS = 129_600

/** STS API Reference, GetSessionToken: for the long-term keys of a user, and without a permission of its own. */
export const getSessionToken: Operations = {
  GetSessionToken: {
    resource: () => null,
    perform(call) {
      const { world, parameters, credentials, now } = call
      if (credentials.session)
        throw new AwsError('AccessDenied', 403, 'Cannot call GetSessionToken with session credentials')
      const seconds = parameters.integer('DurationSeconds') ?? 43_200
      if (seconds < 900 || seconds > MOST_SECONDS)
        throw parameters.invalid(
          'DurationSeconds',
          String(seconds),
          'Member must have value within 900, 129600',
        )
      const given = checkMfa(call)
      const asked = {
        principalArn: credentials.principalArn,
        name: '',
        seconds,
        sessionPolicies: [],
        tags: [],
      }
      const session = openSession(world, given ? { ...asked, mfaAt: now } : asked, now)
      return { Credentials: credentialsOf(session) }
    },
  },
}
