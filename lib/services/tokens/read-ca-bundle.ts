import 'server-only'
import { readFile } from 'node:fs/promises'
import { settings } from '@/lib/config/env'
import { assertCan } from '@/lib/operator/operator'
import type { Context } from '@/lib/services/context'

/** The certificate authorities that database certificates are checked against, as PEM. */
export function readCaBundle(context: Context): Promise<string> {
  assertCan(context, 'read')
  return readFile(/* turbopackIgnore: true */ settings().caFile, 'utf8')
}
