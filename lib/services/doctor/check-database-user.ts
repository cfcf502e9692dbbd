import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { targetCells } from '@/lib/access/decide/target-cells'
import type { DatabaseScan, DatabaseUser } from '@/lib/access/model/database-user'
import { familyOf } from '@/lib/access/model/engine-family/engine-families'
import { hasIam } from '@/lib/access/model/inventory'
import { mustStay } from '@/lib/access/model/must-stay'
import { insideOf, type NameInside } from '@/lib/access/model/name-inside'
import { settings } from '@/lib/config/env'
import { userStateOf } from '@/lib/connect/doctor/user-state'
import { ENGINE_ADAPTERS } from '@/lib/databases/engine-adapters'
import { AppError } from '@/lib/errors'
import { CONDITIONAL } from '@/lib/iam/index'
import { can } from '@/lib/operator/operator'
import { recordedScan } from '@/lib/services/databases/recorded-scan'
import type { Asked } from '@/lib/services/doctor/asked'
import { type CheckFinding, cannotTell, failed, ok } from '@/lib/services/doctor/check-answer'
import { userFix } from '@/lib/services/doctor/fixes'
import { worksInstead } from '@/lib/services/doctor/works-instead'

/** A reading that young is as good as one now: who checks again does not sign in again. */
const FRESH_MS = 60_000

const TITLE = 'Whether the database has that user'

interface Read {
  scan: DatabaseScan
  /** `read now as gatehouse_scan` */
  how: string
}

/** The users as they are now; a sentence: why they are not known now. */
async function readNow({ context, reading, target }: Asked): Promise<Read | string> {
  const last = reading.scans[target.resourceId]
  const age = last ? context.now.getTime() - Date.parse(last.scannedAt) : Number.POSITIVE_INFINITY
  if (last && age < FRESH_MS) return { scan: last, how: howRead(last, 'read a moment ago') }
  const why = whyNotRead(context, target)
  if (why) return why
  try {
    const scan = await recordedScan(context, target)
    return { scan, how: howRead(scan, 'read now') }
  } catch (error) {
    if (error instanceof AppError) return error.answer ? `${error.message} ${error.answer}` : error.message
    throw error
  }
}

const howRead = ({ scannedAs, source }: DatabaseScan, when: string) =>
  source === 'pasted' ? `${when}, pasted by hand` : `${when} as ${scannedAs}`

function whyNotRead(context: Asked['context'], target: Asked['target']): string | null {
  if (target.kind === 'proxy') return `${target.name} is a proxy: the users of the database behind it count.`
  if (!ENGINE_ADAPTERS[target.family]) return `Gatehouse cannot sign in to ${target.engineLabel}.`
  if (settings().scanUser === null)
    return 'No database user is set for reading: name one in GATEHOUSE_SCAN_USER.'
  if (!can(context, 'mint'))
    return 'Reading the users signs in to the database, which you may not do here: ask an operator who may issue tokens.'
  return null
}

export async function checkDatabaseUser(asked: Asked): Promise<CheckFinding> {
  const { databaseUser } = asked
  if (!databaseUser)
    return cannotTell({
      cause: 'userMissing',
      title: TITLE,
      evidence: 'Name the database user: the text does not.',
    })
  const read = await readNow(asked)
  if (typeof read !== 'string') {
    const found = judge(asked, databaseUser, read)
    return found.state === 'failed' ? { ...found, instead: await worksInstead(asked) } : found
  }
  return cannotTell({
    cause: 'userMissing',
    title: TITLE,
    evidence: [read, asBefore(asked, databaseUser)].filter(Boolean).join(' '),
  })
}

/** What an older reading says is said with its date, and decides nothing. */
function asBefore({ reading, target }: Asked, databaseUser: string): string | null {
  const last = reading.scans[target.resourceId]
  if (!last) return null
  const there = last.users.some(({ name }) => name === databaseUser)
  return `As read on ${last.scannedAt.slice(0, 16).replace('T', ' at ')} UTC there was ${there ? 'one' : 'none'} of that name.`
}

function judge(asked: Asked, databaseUser: string, { scan, how }: Read): CheckFinding {
  const { context, target } = asked
  const seen = `Users of ${target.name}, ${how}`
  const inside = insideOf(scan, databaseUser)
  if (!inside) return missing(asked, databaseUser, { scan, seen })
  const { words } = familyOf(target)
  const from = hostWords(inside)
  const known = { userState: userStateOf(inside) }
  if (inside.ready === 'everywhere')
    return ok({
      title: `${databaseUser} exists and ${words.isReady}`,
      evidence: `${seen}${from}.${rights(inside.user)}`,
      known,
    })
  const why = `${seen}${from}: ${inside.reason ?? 'not IAM-ready'}.`
  if (inside.ready === 'somewhere')
    return cannotTell({
      cause: 'otherHostRow',
      title: `${databaseUser} takes a token from some addresses only`,
      evidence: `${why} Which row decided, the address of the client would tell.`,
      known,
    })
  if (inside.onServerOnly)
    return failed({
      cause: 'otherHostRow',
      title: `${databaseUser} is let in on the server itself only`,
      evidence: why,
      fix: userFix(context, target, { ...CREATE, label: `Plan: create ${databaseUser}`, databaseUser }),
      known,
    })
  const closed = known.userState === 'closed'
  const { user } = inside
  const stays = mustStay(user, target, scan)
  const token = user.signIn === 'password' ? ' It is asked for a password, and a token is none.' : ''
  return failed({
    cause: closed ? 'userClosed' : 'userNotReady',
    title: closed ? `${databaseUser} may not log in` : `${databaseUser} ${words.isNotReady}`,
    evidence: `${why}${token}${stays ? ` ${stays}` : ''}`,
    fix: stays
      ? null
      : userFix(context, target, {
          label: closed ? `Plan: let ${databaseUser} in` : `Plan: make ${databaseUser} IAM-ready`,
          toDo: closed ? 'let it log in' : 'make it IAM-ready',
          databaseUser,
          exists: user,
        }),
    known,
  })
}

const CREATE = { toDo: 'create it', exists: null }

/** In the MySQL family the host part decides who gets in: every row of the name is a user of its own. */
function hostWords({ rows }: NameInside): string {
  const hosts = rows.flatMap(({ host }) => (host === null ? [] : `@${host}`))
  return hosts.length > 0 ? `, ${hosts.join(', ')}` : ''
}

const rights = ({ superuser, canDo }: DatabaseUser) =>
  superuser ? ' It administers the server.' : canDo ? ` It has ${canDo}.` : ''

function missing(
  asked: Asked,
  databaseUser: string,
  { scan, seen }: { scan: DatabaseScan; seen: string },
): CheckFinding {
  const { context, target } = asked
  const count = `${scan.users.length} ${scan.users.length === 1 ? 'user' : 'users'}, none of that name`
  const twin = scan.users.find(({ name }) => name.toLowerCase() === databaseUser.toLowerCase())
  if (twin)
    return failed({
      cause: 'userOtherCase',
      title: `The database has ${twin.name}, not ${databaseUser}`,
      evidence: `${seen}: ${count}. Names are compared letter by letter: sign for ${twin.name} and sign in as it.`,
      known: { userState: 'otherCase' },
    })
  const granted = grantedIn(asked, databaseUser)
  const half =
    granted === null
      ? ''
      : ` In IAM ${granted} ${granted === 1 ? 'role or user' : 'roles and users'} may sign in as it.`
  const unread = scan.unread.find(({ hidesUsers }) => hidesUsers)
  if (unread)
    return cannotTell({
      cause: 'userMissing',
      title: TITLE,
      evidence: `${seen}: ${count}, but not all was read: ${unread.what}, ${unread.why}.`,
    })
  return failed({
    cause: 'userMissing',
    title: `The database has no user ${databaseUser}`,
    evidence: `${seen}: ${count}.${half}`,
    fix: userFix(context, target, { ...CREATE, label: `Plan: create ${databaseUser}`, databaseUser }),
    known: { userState: 'missing' },
  })
}

/** How many IAM lets sign in as it; null: not known. */
function grantedIn({ reading, target }: Asked, databaseUser: string): number | null {
  if (!hasIam(reading)) return null
  const { columns, decisions } = targetCells(compileAccess(reading), target)
  const at = columns.findIndex(({ name }) => name === databaseUser)
  if (at < 0) return null
  return decisions.filter((decision, cell) => cell % columns.length === at && decision >= CONDITIONAL).length
}
