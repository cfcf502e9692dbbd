import { type ColumnIndex, orInto } from './column-index'
import { ALLOWED, CONDITIONAL, EXPLICIT_DENY, IMPLICIT_DENY } from './decision'
import type { Profile } from './profile-table'
import type { Site } from './resource-facts'
import type { RuleTable } from './rule-table'
import { mayHangTogether, settleCell, settledRule } from './settle-profile'

/** Bits of a rule's state at one resource. */
const CERTAIN = 2
const PERHAPS = 1

export interface Decided {
  code: number
  /** Rules that hang together may still decide otherwise. */
  open: boolean
}

/** One cell. `stateOf` answers 2 where a rule matches for certain, 1 perhaps, 0 not. */
export function decideCell(profile: Profile, table: RuleTable, stateOf: (rule: number) => number): Decided {
  let denied = false
  let impossible = profile.layers.length === 0
  let open = false
  let mayDeny = false
  for (const layer of profile.layers) {
    let allow = 0
    let deny = 0
    for (const id of layer) {
      const state = stateOf(id)
      if (state === 0) continue
      if (table.rules[id]?.effect === 'Deny') deny = Math.max(deny, state)
      else allow = Math.max(allow, state)
    }
    if (deny === PERHAPS) mayDeny = true
    if (deny === CERTAIN) denied = true
    else if (allow === 0) impossible = true
    else if (allow === PERHAPS || deny === PERHAPS) open = true
  }
  if (denied) return { code: EXPLICIT_DENY, open: false }
  if (impossible) return { code: IMPLICIT_DENY, open: mayDeny }
  return { code: open ? CONDITIONAL : ALLOWED, open }
}

interface Planes {
  denied: Uint32Array
  /** A Deny of some layer may match. */
  mayDeny: Uint32Array
  possible: Uint32Array
  certain: Uint32Array
}

/** A whole row at once, 32 columns a step. */
export function decideRow(profile: Profile, table: RuleTable, columns: ColumnIndex, row: Uint8Array): void {
  const planes = combineLayers(profile, table, columns)
  const count = columns.resources.length
  const open = new Uint32Array(columns.words)
  let anyOpen = false
  for (let word = 0; word < columns.words; word += 1) {
    const denied = planes.denied[word] ?? 0
    const possible = planes.possible[word] ?? 0
    const mayDeny = planes.mayDeny[word] ?? 0
    if ((denied | possible | mayDeny) === 0) continue
    const certain = planes.certain[word] ?? 0
    open[word] = (possible | mayDeny) & ~certain & ~denied
    if (open[word] !== 0) anyOpen = true
    const end = Math.min(32, count - word * 32)
    for (let bit = 0; bit < end; bit += 1) {
      if ((denied >>> bit) & 1) row[word * 32 + bit] = EXPLICIT_DENY
      else if ((certain >>> bit) & 1) row[word * 32 + bit] = ALLOWED
      else if ((possible >>> bit) & 1) row[word * 32 + bit] = CONDITIONAL
    }
  }
  if (anyOpen && mayHangTogether(profile, table)) settleRow(profile, table, columns, open, row)
}

function combineLayers(profile: Profile, table: RuleTable, columns: ColumnIndex): Planes {
  const { words } = columns
  const denied = new Uint32Array(words)
  const possible = new Uint32Array(words)
  const certain = new Uint32Array(words)
  const mayDeny = new Uint32Array(words)
  const layerPlanes = [0, 1, 2].map(() => new Uint32Array(words)) as [Uint32Array, Uint32Array, Uint32Array]
  for (const [index, layer] of profile.layers.entries()) {
    const [allowYes, allowPerhaps, denyPerhaps] = layerPlanes
    for (const plane of layerPlanes) plane.fill(0)
    for (const id of layer) {
      const rule = table.rules[id]
      if (rule === undefined) continue
      const bits = columns.ruleBits(rule, table)
      if (bits.anyYes) orInto(rule.effect === 'Deny' ? denied : allowYes, bits.yes)
      if (bits.anyPerhaps) orInto(rule.effect === 'Deny' ? denyPerhaps : allowPerhaps, bits.perhaps)
    }
    for (let word = 0; word < words; word += 1) {
      const allow = allowYes[word] ?? 0
      mayDeny[word] = (mayDeny[word] ?? 0) | (denyPerhaps[word] ?? 0)
      const here = allow | (allowPerhaps[word] ?? 0)
      const surely = allow & ~(denyPerhaps[word] ?? 0)
      possible[word] = index === 0 ? here : (possible[word] ?? 0) & here
      certain[word] = index === 0 ? surely : (certain[word] ?? 0) & surely
    }
  }
  return { denied, mayDeny, possible, certain }
}

/** Cells with the same rules in the same state have the same answer: each combination is settled once. */
function settleRow(
  profile: Profile,
  table: RuleTable,
  columns: ColumnIndex,
  open: Uint32Array,
  row: Uint8Array,
): void {
  const settled = new Map<string, number>()
  const patternsAt = new Map<string, number[]>()
  for (let column = 0; column < row.length; column += 1) {
    if ((((open[column >>> 5] ?? 0) >>> (column & 31)) & 1) === 0) continue
    const hits = (pattern: number) => columns.hits(pattern, column, table)
    const site = columns.siteAt(column)
    const patterns = patternsAt.get(site.name) ?? openPatterns(profile, table, site)
    patternsAt.set(site.name, patterns)
    let name = site.name
    for (const pattern of patterns) name += hits(pattern) ? '1' : '0'
    let code = settled.get(name)
    if (code === undefined) {
      code = settleCell(profile, table, site, hits)
      settled.set(name, code)
    }
    row[column] = code
  }
}

function openPatterns(profile: Profile, table: RuleTable, site: Site): number[] {
  const patterns = profile.layers.flatMap(layer =>
    layer.flatMap(id => settledRule(table.rules[id], site)?.uses?.map(use => use.pattern) ?? []),
  )
  return [...new Set(patterns)]
}
