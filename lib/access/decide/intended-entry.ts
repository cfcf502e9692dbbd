import { REGION_NAME } from '@/lib/access/model/region-name'
/** What whoever wrote a Resource entry for a login meant, part by part; an empty part is left out there. */
export interface IntendedEntry {
  partition: string
  service: string
  region: string
  account: string
  id: string
  /** Null: the entry ends with the id. */
  user: string | null
  /** The part that names target and user, as written. */
  resource: string
  /** Not spelled as `arn:partition:service:region:account:dbuser:id/user`. */
  otherwise: boolean
  /** The account stands where the Region belongs. */
  swapped: boolean
}

const MARK = /:(db[-_]?users?)[:/]+/i
/** `/` and `:` inside `${…}` separate nothing. */
const FIELD = /:(?![^{}]*\})/
const HALVES = /^((?:\$\{[^}]*\}|[^/$]|\$(?!\{))*)(?:\/(.*))?$/s
const KIND = /^(?:db|cluster|instance|proxy|db[-_]?(?:cluster|instance|proxy)|user|rds-db|connect)[:/]/i
/** A colon where the slash belongs; a number behind it is a port. */
const ID_AND_USER = /^([^:]+):(?!\d+$)([^:]+)$/
const WHOLE_ARN = /^(arn:(?:[^:/]*:){4}[^/]*)(?:\/(.*))?$/s

/** No ARN of a login is nearly as long: what is, was written to cost time. */
const LONGEST = 1000

export const isAccount = (text: string) => /^\d{12}$|^\d{4}-\d{4}-\d{4}$/.test(text)
const REGION = new RegExp(`^${REGION_NAME.source}[a-z]?$`, 'i')
export const isRegion = (text: string) => REGION.test(text)

/** Null: a pattern that is looser than that, whose stars also stand for `dbuser:`. */
export function intendedEntry(written: string): IntendedEntry | null {
  if (written.length > LONGEST) return null
  const text = written.trimStart()
  const mark = MARK.exec(text)
  if (mark) {
    const head = headOf(text.slice(0, mark.index).split(FIELD))
    const halves = halvesOf(text.slice(mark.index + mark[0].length))
    if (!head || !halves) return null
    const otherwise = mark[0] !== ':dbuser:' || head.otherwise || halves.otherwise
    return { ...head, ...halves, resource: text.slice(mark.index + 1), otherwise }
  }
  const fields = text.split(FIELD)
  if (fields[0]?.toLowerCase() !== 'arn') return null
  const last = fields.slice(5).join(':') || (fields.at(-1) ?? '')
  if (fields.length < 6 && !last.includes('/')) return null
  const head = headOf(fields.length < 6 ? fields.slice(0, -1) : fields.slice(0, 5))
  const halves = halvesOf(last.replace(KIND, ''))
  return head && halves && !mayBeginAsUser(last)
    ? { ...head, ...halves, resource: last, otherwise: true }
    : null
}

/** Whether a star in the resource part stands for `dbuser:` as well. */
function mayBeginAsUser(resource: string): boolean {
  const wild = resource.search(/[*?$]/)
  return wild >= 0 && 'dbuser:'.startsWith(resource.slice(0, wild))
}

/** The parts before `dbuser:`: in their order, or by what they look like where one is left out. */
function headOf(fields: string[]): Omit<IntendedEntry, 'id' | 'user' | 'resource'> | null {
  const rest = fields[0]?.toLowerCase() === 'arn' ? fields.slice(1) : fields
  const [partition = '', service = '', region = '', account = ''] = rest
  if (rest.length === 4 && fields.length === 5) {
    const swapped = isAccount(region) && !isAccount(account)
    const turned = swapped || (isRegion(account) && !isRegion(region))
    const [first, second] = turned ? [account, region] : [region, account]
    return { partition, service, region: first, account: second, otherwise: false, swapped: turned }
  }
  if (rest.some(field => /[*?$]/.test(field))) return null
  const like = (test: (text: string) => boolean) => rest.find(test) ?? ''
  return {
    partition: like(text => /^aws(-[a-z]+)*$/i.test(text)),
    service: like(text => /^rds/i.test(text)),
    region: like(isRegion),
    account: like(isAccount),
    otherwise: true,
    swapped: false,
  }
}

function halvesOf(tail: string): Pick<IntendedEntry, 'id' | 'user' | 'otherwise'> | null {
  const bare = tail.replace(/^(?:db[-_]?users?[:/]+)+/i, '')
  const [, id, user] = WHOLE_ARN.exec(bare) ?? HALVES.exec(bare) ?? []
  if (id === undefined) return null
  const [, before, behind] = (user === undefined && !KIND.test(id) && ID_AND_USER.exec(id)) || []
  if (before && behind) return { id: before, user: behind, otherwise: true }
  return { id, user: user ?? null, otherwise: bare !== tail }
}

/** As RDS compares it. */
export function spelledEntry({ partition, service, region, account, id, user }: IntendedEntry): string {
  return `arn:${partition}:${service}:${region}:${account}:dbuser:${id}${user === null ? '' : `/${user}`}`
}

/** An id as it may be written in place of a resource id: with a port, or with the kind of thing in front. */
export const bareName = (id: string) => id.replace(/:\d{2,5}$/, '').replace(KIND, '')
