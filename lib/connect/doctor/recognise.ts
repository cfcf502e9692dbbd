import { ALL_SIGNS } from './all-signs'
import { findClient, findFamily } from './find-client'
import { type FoundPart, findParts } from './find-parts'
import { findToken } from './find-token'
import { notesOn } from './reading-notes'
import type { Mark, Recognised, Symptoms, TextKind } from './recognised'
import type { Sign, SignId } from './sign'

/** More than any log that one looks at: the rest is not read. */
const LONGEST = 100_000
/** Of one kind: more of them say nothing more. */
const MOST_MARKS = 40
const STRENGTHS: readonly Sign['strength'][] = ['states', 'refuses', 'ends']
const CONNECTION_STRING =
  /\b(?:postgres(?:ql)?|mysql|mariadb|jdbc:\w+):\/\/|(?:^|[\s;"'])(?:host|server)\s*=[^\n]{0,200}[\s;](?:user|uid|dbname|database)\b[^\n]{0,12}=/i

interface FoundSign {
  sign: Sign
  marks: Mark[]
}

function findSigns(text: string): FoundSign[] {
  return ALL_SIGNS.flatMap(sign => {
    const marks = [...text.matchAll(sign.pattern)].slice(0, MOST_MARKS).map(({ index, 0: words }) => ({
      start: index,
      end: index + words.length,
      what: 'sign' as const,
    }))
    return marks.length > 0 ? [{ sign, marks }] : []
  })
}

/** Without what is only the echo of another; the plain statement of a fault before how it ended. */
function telling(found: readonly FoundSign[]): Sign[] {
  const echoes = new Set(found.flatMap(({ sign }) => sign.echoes ?? []))
  const kept = found.map(({ sign }) => sign).filter(({ id }) => !echoes.has(id))
  return STRENGTHS.flatMap(strength => kept.filter(sign => sign.strength === strength))
}

const NOT_SAID_BY_A_CLIENT: readonly SignId[] = ['tokenPasted', 'rawTokenInAddress', 'tlsSwitchedOff']

function kindsOf(text: string, signs: readonly Sign[], hasToken: boolean): TextKind[] {
  const kinds: TextKind[] = []
  if (signs.some(({ id }) => !NOT_SAID_BY_A_CLIENT.includes(id))) kinds.push('error')
  if (/iam-db-auth|connection request for user|Error Code: \w+\)/i.test(text) && kinds.length > 0)
    kinds.splice(0, 1, 'log')
  if (hasToken) kinds.push('token')
  if (CONNECTION_STRING.test(text)) kinds.push('connectionString')
  return kinds
}

/** In their order, none over another: of two that overlap, the longer. */
function withoutOverlaps(marks: readonly Mark[]): Mark[] {
  const kept: Mark[] = []
  const byLength = marks.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)
  for (const mark of byLength)
    if (!kept.some(other => mark.start < other.end && other.start < mark.end)) kept.push(mark)
  return kept.toSorted((a, b) => a.start - b.start)
}

const unique = (texts: readonly string[]) => [...new Set(texts)]

type FoundParts = Record<'host' | 'port' | 'user' | 'database' | 'caller' | 'code', FoundPart[]>

/** A role that is to be granted, or dropped, is not who signs in. */
function usersOf(text: string, signs: readonly Sign[]): FoundPart[] {
  return signs.some(({ id }) => id === 'grantDenied') ? [] : findParts(text, 'user')
}

function symptomsOf(text: string, signs: readonly Sign[], parts: FoundParts, kinds: TextKind[]): Symptoms {
  const hosts = unique(parts.host.map(part => part.text.toLowerCase()))
  const family = findFamily(text) ?? signs.find(sign => sign.family)?.family ?? null
  return {
    kinds,
    signs: signs.map(({ id }) => id),
    codes: unique(parts.code.map(part => part.text)).slice(0, 10),
    hosts: hosts.slice(0, 10),
    port: parts.port[0] ? Number(parts.port[0].text) : null,
    databaseUser: parts.user[0]?.text ?? null,
    database: parts.database[0]?.text ?? null,
    family,
    client: findClient(text),
    callerArn: parts.caller[0]?.text ?? null,
    // RDS User Guide, "Overview of proxy endpoints": `….proxy-….rds.amazonaws.com`.
    viaProxy: signs.some(sign => sign.viaProxy) || hosts.some(host => /\.proxy-[a-z0-9]+\./.test(host)),
  }
}

/**
 * What a pasted text says, read whole: several lines of one attempt, stack traces, JSON, logs with a prefix to each line,
 * tokens and connection strings. Nothing of it is sent; `symptoms` is what may be.
 */
export function recognise(pasted: string): Recognised {
  const text = pasted.slice(0, LONGEST)
  const token = findToken(text)
  const found = findSigns(text)
  const signs = telling(found)
  const parts: FoundParts = {
    host: findParts(text, 'host'),
    port: findParts(text, 'port'),
    user: usersOf(text, signs),
    database: findParts(text, 'database'),
    caller: findParts(text, 'caller'),
    code: findParts(text, 'code'),
  }
  const kinds = kindsOf(text, signs, token !== null)
  const values = new Set(Object.values(parts).flatMap(([first]) => first?.text ?? []))
  const ofParts = Object.values(parts).flatMap(each =>
    each.filter(part => values.has(part.text)).slice(0, MOST_MARKS),
  )
  const marks: Mark[] = [
    ...(token ? [{ start: token.start, end: token.end, what: 'token' as const }] : []),
    ...found.flatMap(each => each.marks),
    ...ofParts.map(({ start, end, what }) => ({ start, end, what })),
  ]
  return {
    symptoms: symptomsOf(text, signs, parts, kinds),
    marks: withoutOverlaps(marks),
    token: token?.token ?? null,
    notes: notesOn(found.map(({ sign }) => sign.id)),
  }
}
