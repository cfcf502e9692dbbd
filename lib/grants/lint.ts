import { isUsable } from '@/lib/access/decide/columns'
import type { Inventory } from '@/lib/access/model/inventory'
import { SECOND_HOP_UNKNOWN } from '@/lib/access/model/second-hop'
import { isUnusualName } from '@/lib/access/model/usual-name'
import { formatCount } from '@/lib/format'
import type { Subject } from './subject'
import type { WantedCell, WantedColumn } from './wanted-cells'

/** Facts about what would be written, each checked on the text itself or on what was read. */
export function lintGrant(
  inventory: Inventory,
  resources: readonly string[],
  subjects: readonly Subject[],
  columns: readonly WantedColumn[],
  cells: readonly WantedCell[],
): { ok: boolean; text: string }[] {
  const byId = resources.every(resource => /:dbuser:(db|cluster|prx)-[A-Za-z0-9]+\//.test(resource))
  const exact = resources.every(resource => !/[*?]/.test(resource.replaceAll(/\$\{[*?$]\}/g, '')))
  const accounts = new Set([
    ...columns.map(one => one.target.accountId),
    ...subjects.map(one => one.accountId),
    ...resources.flatMap(resource => /^arn:[^:]*:rds-db:[^:]*:(\d{12}):/.exec(resource)?.[1] ?? []),
  ])
  const broader = cells.filter(cell => cell.before === 'canConnect' || cell.before === 'conditional').length
  return [
    said(byId, 'Resource ids, not names', 'A name stands where a resource id belongs'),
    said(exact, 'No wildcard users', 'A wildcard stands for several users'),
    said(
      [...accounts].every(account => account === inventory.accountId),
      'Same account as targets',
      'Not all are of the account of the targets',
    ),
    userLint(resources, columns),
    { ok: true, text: 'Version is 2012-10-17' },
    said(
      broader === 0,
      'No broader grant exists',
      `Broader grant exists for ${formatCount(broader, 'cell')}`,
    ),
  ]
}

/** Words of what is so: a mark beside what should be says the opposite to whoever reads the words alone. */
const said = (ok: boolean, yes: string, no: string) => ({ ok, text: ok ? yes : no })

function userLint(
  resources: readonly string[],
  columns: readonly WantedColumn[],
): { ok: boolean; text: string } {
  if (columns.length === 0 && resources.length > 0)
    return { ok: false, text: 'No database user that was read is named' }
  const missing = columns.find(({ column }) => isUsable(column) === false)
  if (missing) {
    return {
      ok: false,
      text: `${missing.column.name} on ${missing.target.name}: ${missing.column.reason ?? 'not IAM-ready'}`,
    }
  }
  const unread = columns.find(({ column }) => isUsable(column) === null)
  if (unread?.column.secondHop)
    return { ok: false, text: `${unread.column.name} on ${unread.target.name}: ${SECOND_HOP_UNKNOWN}` }
  const unusual = columns.find(({ column }) => isUsable(column) === null && isUnusualName(column.name))
  if (unusual)
    return {
      ok: false,
      text: `“${unusual.column.name}” is an unusual name, and no user was read that has it`,
    }
  if (unread) return { ok: false, text: `Database users of ${unread.target.name} were not read` }
  // Of a text that somebody wrote: an entry may stand for many, or for what nobody has read.
  const known = new Set(columns.map(({ resource }) => resource))
  if (!resources.every(resource => known.has(resource)))
    return { ok: false, text: 'Not every entry names a database user that was read' }
  return { ok: true, text: 'Database users exist' }
}
