import 'server-only'
import { readFile } from 'node:fs/promises'
import { settings } from '@/lib/config/env'
import { assertCan, type Operator } from '@/lib/operator/operator'

/** The certificate authorities that database certificates are checked against, as PEM. */
export function readCaBundle(operator: Operator): Promise<string> {
  assertCan(operator, 'read')
  return readFile(/* turbopackIgnore: true */ settings().caFile, 'utf8')
}
