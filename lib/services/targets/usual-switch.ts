import 'server-only'
import { usualTime } from '@/lib/access/switch/usual-time'
import { log } from '@/lib/log/log'
import { switchTimes } from '@/lib/records/switch-records'

const NEWEST = 20

/** How long a switch usually takes in this account, by its own records: `usually 4 to 6 min here`; null: too few were timed. */
export async function usualSwitch(accountId: string): Promise<string | null> {
  try {
    return usualTime(await switchTimes(accountId, NEWEST))
  } catch (error) {
    log.warn({ err: error }, 'how long switches took could not be looked up')
    return null
  }
}
