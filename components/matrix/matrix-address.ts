import { VERDICTS, type Verdict } from '@/lib/access/model/verdict'

/** What a person chose, as the address holds it. */
export interface MatrixAddress {
  /** Database user of the chosen cell. */
  as: string | null
  /** ARN of the principal of the chosen cell. */
  who: string | null
  hide: Verdict[]
  find: string
  view: 'grid' | 'table'
  /** False: rows with identical access are shown one by one. */
  grouped: boolean
  /** Names of pattern columns that are expanded into their members. */
  expand: string[]
}

const isVerdict = (text: string): text is Verdict => (VERDICTS as readonly string[]).includes(text)

/** A name may hold the comma that stands between names. */
function nameOf(written: string): string {
  try {
    return decodeURIComponent(written)
  } catch {
    return written
  }
}

/** Anything unreadable in the address is as if it was not there. */
export function readAddress(query: URLSearchParams): MatrixAddress {
  return {
    as: query.get('as') || null,
    who: query.get('who') || null,
    hide: (query.get('hide') ?? '').split(',').filter(isVerdict),
    find: query.get('find') ?? '',
    view: query.get('view') === 'table' ? 'table' : 'grid',
    grouped: query.get('group') !== '0',
    expand: (query.get('expand') ?? '').split(',').filter(Boolean).map(nameOf),
  }
}

/** The same query with our part replaced; what others keep in it stays. */
export function writeAddress(query: URLSearchParams, address: MatrixAddress): URLSearchParams {
  const next = new URLSearchParams(query)
  const put = (key: string, value: string | null) => (value ? next.set(key, value) : next.delete(key))
  put('as', address.as)
  put('who', address.who)
  put('hide', address.hide.join(','))
  put('find', address.find.trim())
  put('view', address.view === 'table' ? 'table' : null)
  put('group', address.grouped ? null : '0')
  put('expand', address.expand.map(encodeURIComponent).join(','))
  return next
}
