import 'server-only'
import type { MfaCode } from '@/lib/aws/sts'
import { AppError } from '@/lib/errors'
import type { TokenWish } from '@/lib/services/tokens/plan-token'

export function mfaOf({ serialNumber, tokenCode }: TokenWish): MfaCode | null {
  if (!tokenCode) return null
  if (serialNumber) return { serialNumber, tokenCode }
  const fields = { serialNumber: 'Which device shows the code?' }
  throw new AppError('invalid', 'An MFA code goes with a device. Nothing was issued.', { fields })
}
