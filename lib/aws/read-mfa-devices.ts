import 'server-only'
import { ListMFADevicesCommand } from '@aws-sdk/client-iam'
import type { Account } from '@/lib/account'
import { callAws } from '@/lib/aws/aws-failure'
import { iamClient } from '@/lib/aws/clients'

/** Serial numbers of the devices of the user whose keys sign; null: this server may not read them. */
export async function readOwnMfaDevices(account: Account): Promise<string[] | null> {
  const call = { action: 'iam:ListMFADevices', doing: 'list its MFA devices' }
  const devices = callAws(account, call, async () => {
    const { MFADevices = [] } = await iamClient(account).send(new ListMFADevicesCommand({}))
    return MFADevices.flatMap(({ SerialNumber }) => SerialNumber ?? [])
  })
  return devices.catch(() => null)
}
