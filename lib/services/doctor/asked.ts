import 'server-only'
import type { AccountReading, Inventory } from '@/lib/access/model/inventory'
import type { Target } from '@/lib/access/model/target'
import type { TargetRef } from '@/lib/services/account/target-ref'
import type { Context } from '@/lib/services/context'

export interface DoctorQuestion extends TargetRef {
  databaseUser: string | null
  /** Who was to sign in; null: neither the text nor the person said so, and nobody is taken for it. */
  principalArn: string | null
  /** Whom a line of the log names as the signer. */
  callerArn: string | null
}

/** What every check is given. */
export interface Asked extends Pick<DoctorQuestion, 'databaseUser' | 'principalArn' | 'callerArn'> {
  context: Context
  reading: AccountReading | Inventory
  /** As last read. */
  target: Target
}
