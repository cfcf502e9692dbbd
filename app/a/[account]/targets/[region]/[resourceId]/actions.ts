'use server'
import { defineAction } from '@/lib/actions/define-action'
import { keepPastedScan } from '@/lib/services/databases/keep-pasted-scan'
import { scanAsMaster } from '@/lib/services/databases/scan-as-master'
import { scanDatabase } from '@/lib/services/databases/scan-database'
import { pastedScanInput, scanDatabaseInput } from '@/lib/services/databases/schemas'
import { checkWithAws } from '@/lib/services/targets/check-with-aws'
import {
  checkWithAwsInput,
  setIamAuthInput,
  simulateCellInput,
  tryWithoutInput,
} from '@/lib/services/targets/schemas'
import { setIamAuth } from '@/lib/services/targets/set-iam-auth'
import { simulateCell } from '@/lib/services/targets/simulate-cell'
import { tryWithout } from '@/lib/services/targets/try-without'

export const setIamAuthAction = defineAction({ schema: setIamAuthInput, run: setIamAuth, refreshes: true })

export const simulateCellAction = defineAction({
  schema: simulateCellInput,
  run: simulateCell,
  refreshes: true,
})

/** Writes nothing: it works out what would differ. */
export const tryWithoutAction = defineAction({ schema: tryWithoutInput, run: tryWithout })

export const checkWithAwsAction = defineAction({ schema: checkWithAwsInput, run: checkWithAws })

export const scanDatabaseAction = defineAction({
  schema: scanDatabaseInput,
  run: async (context, input) => {
    const { users, scannedAt } = await scanDatabase(context, input)
    return { users: users.length, scannedAt }
  },
  refreshes: true,
})

export const scanAsMasterAction = defineAction({
  schema: scanDatabaseInput,
  run: async (context, input) => {
    const { users, scannedAt } = await scanAsMaster(context, input)
    return { users: users.length, scannedAt }
  },
  refreshes: true,
})

export const keepPastedScanAction = defineAction({
  schema: pastedScanInput,
  run: keepPastedScan,
  refreshes: true,
})
