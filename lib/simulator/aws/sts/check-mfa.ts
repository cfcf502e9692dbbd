import { findPrincipal } from '@/lib/simulator/aws/access-keys'
import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Call } from '@/lib/simulator/aws/call'
import { codeOfStep, stepAt } from '@/lib/simulator/aws/sts/totp'

/**
 * Whether a code came with the call; throws where it is not one that the caller's own device shows now or showed in the
 * step before, or was used. STS says the same of a device that is not the caller's.
 */
export function checkMfa(call: Call): boolean {
  const { parameters, credentials, world, now } = call
  const serial = parameters.text('SerialNumber')
  const code = parameters.text('TokenCode')
  if (serial === null && code === null) return false
  if (!/^\d{6}$/.test(code ?? ''))
    throw parameters.invalid('TokenCode', code, 'Member must satisfy regular expression pattern: [\\d]*')
  const user = findPrincipal(world, credentials.principalArn)
  const device = world.mfaDevices.get(serial ?? '')
  const step = stepAt(now)
  const shown = [step, step - 1].find(one => device && codeOfStep(device.secret, one) === code)
  if (user?.kind !== 'user' || device?.userName !== user.name || !shown || shown <= device.lastStep)
    throw new AwsError(
      'AccessDenied',
      403,
      'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
    )
  device.lastStep = shown
  return true
}
