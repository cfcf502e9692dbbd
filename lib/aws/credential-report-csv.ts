import 'server-only'
import type { AccessKey, UserCredentials } from '@/lib/access/model/user-credentials'

/** `N/A`, `no_information` and `not_supported` all mean that there is no date. */
function dateOf(text: string | undefined): string | null {
  const time = Date.parse(text ?? '')
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}

/** IAM User Guide, "Getting credential reports": its columns are found by name, for AWS adds new ones. */
export function parseCredentialReport(text: string, asOf: string): Map<string, UserCredentials> {
  const [head = '', ...lines] = text.split(/\r?\n/).filter(Boolean)
  const columns = cellsOf(head)
  const users = new Map<string, UserCredentials>()
  for (const line of lines) {
    const cells = cellsOf(line)
    // A row of another length cannot be told apart: that user's keys stay unread.
    if (cells.length !== columns.length) continue
    const cell = (name: string) => cells[columns.indexOf(name)]
    const arn = cell('arn')
    if (!arn?.includes(':user/')) continue
    const keys = [1, 2].flatMap((number): AccessKey[] => {
      const active = cell(`access_key_${number}_active`) === 'true'
      const changedAt = dateOf(cell(`access_key_${number}_last_rotated`))
      const lastUsedAt = dateOf(cell(`access_key_${number}_last_used_date`))
      return active || changedAt || lastUsedAt ? [{ active, changedAt, lastUsedAt }] : []
    })
    users.set(arn, { keys, consolePassword: cell('password_enabled') === 'true', asOf })
  }
  return users
}

/** Names of users may hold commas, so a cell may be quoted. */
function cellsOf(line: string): string[] {
  const cells = line.match(/("(?:[^"]|"")*"|[^,]*)(,|$)/g) ?? []
  // The pattern matches once more, empty, at the end of a line that ends without a comma.
  const whole = line.endsWith(',') ? cells : cells.slice(0, -1)
  return whole.map(cell => {
    const text = cell.replace(/,$/, '')
    return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text
  })
}
