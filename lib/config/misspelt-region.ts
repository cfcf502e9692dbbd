import { alikeNames } from '@/lib/access/entries/alike-names'
import { ALWAYS_ENABLED, OPT_IN } from '@/lib/config/region-lists'

const KNOWN = [ALWAYS_ENABLED, OPT_IN].flatMap(lists => Object.values(lists).flat())
const SHAPE = /^[a-z]{2,4}(-[a-z]+)+-\d+$/
/** What every name of a Region is made of, between its continent and its number. */
const PARTS = /^(gov|iso[a-z]*|north|south|east|west|central|northeast|northwest|southeast|southwest)$/

/** Hyphens are what is forgotten first; a letter at the end is that of a zone. */
const asOneWord = (name: string) => name.toLowerCase().replace(/[^a-z0-9]|(?<=\d)[a-f]$/g, '')

const partsOf = (name: string) => name.split('-').slice(1, -1)

/** The Region that somebody who wrote this probably meant; null: none is like it. */
export function likelyRegion(name: string): string | null {
  const [first] = [...alikeNames(KNOWN.map(asOneWord), asOneWord(name)), ...alikeNames(KNOWN, name)]
  return first === undefined ? null : (KNOWN[first] ?? null)
}

/** Whether AWS may have such a Region: known here, or newer than this list and named as Regions are. */
export function mayBeRegion(name: string): boolean {
  return KNOWN.includes(name) || (SHAPE.test(name) && partsOf(name).every(part => PARTS.test(part)))
}
