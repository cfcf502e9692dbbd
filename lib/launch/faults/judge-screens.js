/**
 * Whether a screen misleads, told from what the same screen says when all was read. The world is the same in both: what is
 * said differently, denied or left out now can only be so because something was not read, and must say that.
 * @typedef {import('./blocks.js').Block} Block
 * @typedef {'all' | 'yes' | 'name'} Weight of a part that is not read: every answer is uncertain, or every yes, which says so itself,
 *   so that for the figures a word on the screen is enough; or it only lends a name
 * @typedef {{ rule: 'denial' | 'count' | 'verdict' | 'silent' | 'claim' | 'date' | 'unexpected', sentence: string }} Misleading A `count` in a row of
 *   many may be explained above them all, one that stands alone not, and a 0 or a verdict never
 */

const DENIAL =
  /\b(no|none|nobody|no one|nothing|never|nowhere|0|zero|deleted|gone|supported|everything|everybody|without any)\b|\bnot among\b|\bdoes not exist\b/i
const VERDICT = /\b(can connect|conditional|dormant|denied|no access)\b/i
/** So many cells or principals of a verdict: a figure, not a verdict. */
const TALLY = /^\d[\d,]* (principals? )?(can connect|conditional|dormant|denied)( (to|as) [^.]+)?$/i
/** The same of a legend that shares all cells out, those not evaluated among them: one of many. */
const SHARE = /^(can connect|conditional|dormant|denied), \d[\d,]*$/i
/** Not within an id. */
const NUMBER = /(?<![\w-])\d{1,3}(,\d{3})*(?![\w-])/
/** @type {[Misleading['rule'], RegExp][]} */
const RULES = [
  ['denial', DENIAL],
  ['verdict', VERDICT],
  ['count', NUMBER],
]
/** Where something says of itself that it is not known, old, or incomplete. */
const MARK =
  /\bnot (been |all of it )?(known|evaluated|read|asked|listed|checked|certain|loaded|complete)\b|\bunread\b|\bunknown\b|\bincomplete\b|\b(could|can) ?not (be )?(\w+ )?(read|said|told|known|listed|evaluated|checked|shown|find out|found out|planned)\b|\bcannot (read|say|tell|know)\b|\bcould not (list|read|ask)\b|\bthat (was|were) read\b|\bis not known\b|\bdid not (let|answer|say)\b|\bgave no (usable answer|credentials)\b|\basks for fewer calls\b|\w as of ‹time›|\b(an )?older (reading|answer)\b|\bkept from\b|\b(is|are) (still )?being read\b|\b(is|are) missing here\b|\btakes long\b|\bas far as read\b|^–$|: –$|\bat least\b|\bnot all of\b|\bnot all read\b|asFarAsRead: true/i
/** What we did, did not do or would do, and what AWS answered, in its own words: nothing about the account. */
const OWN_DEEDS =
  /\bnothing (was |is |has )?(been )?(changed|signed|sent|applied|happens|written|else)\b|\b[\d,]+ calls?( in\b|, one after the other)/gi
const AWS_WORDS = /\bHTTP \d+ (that is not AWS's format|without \w+)|\b[A-Z]\w+: no [A-Z]\w+/g

/** @param {Block} block */
const textOf = ({ pieces }) => pieces.join(' ')

/**
 * @param {Block[]} shown
 * @param {Block[][]} truth what it says when all was read, looked at several times: what is not always there may be missing
 * @param {{ claims?: RegExp[], weighs?: Weight }} [about] `claims`: what can be said only by who has read the part that fails
 * @returns {Misleading[]}
 */
export function misleadingIn(shown, truth, { claims = [], weighs = 'all' } = {}) {
  const healthy = [...new Map(truth.flat().map(block => [textOf(block), block])).values()]
  const known = new Set(healthy.map(textOf))
  const pieces = new Set(healthy.flatMap(block => block.pieces))
  const added = new Map(
    shown.filter(block => !known.has(textOf(block))).map(block => [block, addedTo(block, healthy, pieces)]),
  )
  const newPieces = new Set([...added.values()].flat())
  const isExcused = (/** @type {Block} */ block) =>
    isMarked(added.get(block) ?? []) || isMarked(block.beside.filter(piece => newPieces.has(piece)))
  const found = [...added].flatMap(([block, more]) => (isExcused(block) ? [] : judged(block, more)))
  const claimed = shown
    .filter(block => claims.some(claim => claim.test(textOf(block))) && !isExcused(block))
    .map(block => /** @type {const} */ ({ rule: 'claim', sentence: textOf(block) }))
  const isExplained = isMarked([...newPieces])
  const silent =
    isExplained || weighs === 'name'
      ? []
      : lostFrom(shown, truth).map(block => {
          return /** @type {const} */ ({ rule: 'silent', sentence: `gone without a word: ${textOf(block)}` })
        })
  const wrong = found.filter(({ rule, row }) => {
    return !isExplained || rule === 'denial' || (weighs !== 'yes' && !(row && rule === 'count'))
  })
  return unique([...wrong, ...claimed, ...silent.slice(0, 1)])
}

/**
 * A call that fails is expected: whoever asked is told which, and why.
 * @param {Block[]} shown
 * @returns {Misleading[]}
 */
export function unexpectedIn(shown) {
  return shown
    .map(textOf)
    .filter(text => /^Something unexpected\b/.test(text))
    .map(sentence => ({ rule: 'unexpected', sentence }))
}

const DATE_ALONE = /^(as of)?[‹›\W]*(time)?[‹›\W]*$/

/**
 * What is always there when all was read. A figure that is left out while its name stays says nothing wrong.
 * @param {Block[]} shown
 * @param {Block[][]} truth
 */
function lostFrom(shown, truth) {
  const [, ...others] = truth.map(blocks => new Set(blocks.map(textOf)))
  const seen = new Set(shown.flatMap(block => [textOf(block), withoutFigures(block)]))
  return (truth[0] ?? []).filter(block => {
    const text = textOf(block)
    const always = others.every(other => other.has(text))
    return (
      always &&
      !block.passing &&
      !DATE_ALONE.test(text) &&
      !seen.has(text) &&
      !seen.has(withoutFigures(block))
    )
  })
}

const withoutFigures = (/** @type {Block} */ { pieces }) =>
  [...new Set(pieces)].filter(piece => !NUMBER.test(piece)).join(' ')

/**
 * @param {Block} block
 * @param {string[]} added what it says that its healthy self does not
 * @returns {(Misleading & { row: boolean })[]}
 */
function judged(block, added) {
  const spoken = (/** @type {string[]} */ pieces) =>
    pieces.join(' · ').replaceAll(OWN_DEEDS, '').replaceAll(AWS_WORDS, '')
  const words = spoken(added)
  const verdicts = spoken(added.filter(piece => !TALLY.test(piece) && !SHARE.test(piece)))
  const rule = RULES.find(([name, says]) => says.test(name === 'verdict' ? verdicts : words))?.[0]
  const row = block.row || added.some(piece => SHARE.test(piece))
  return rule ? [{ rule, sentence: textOf(block), row }] : []
}

const isMarked = (/** @type {string[]} */ pieces) =>
  MARK.test(pieces.join(' ')) || pieces.some(piece => MARK.test(piece))

const BARE = /^[\d,.]*$/

/**
 * What a block adds to the healthy one that shares most with it: a row that always tells of one thing unread is not excused
 * by that for another.
 * @param {Block} block
 * @param {Block[]} healthy
 * @param {Set<string>} known pieces of the healthy screen
 */
function addedTo({ pieces, row }, healthy, known) {
  let best = pieces
  const telling = pieces.toSorted((a, b) => b.length - a.length).find(piece => known.has(piece))
  for (const other of healthy) {
    if (telling && !other.pieces.includes(telling)) continue
    const left = [...other.pieces]
    const added = pieces.filter(piece => {
      const at = left.indexOf(piece)
      if (at >= 0) left.splice(at, 1)
      return at < 0
    })
    if (added.length < best.length) best = added
  }
  return row ? best : best.filter(piece => BARE.test(piece) || !known.has(piece))
}

/** @param {Misleading[]} all */
function unique(all) {
  const bare = all.map(({ rule, sentence }) => ({ rule, sentence }))
  return [...new Map(bare.map(one => [`${one.rule} ${one.sentence}`, one])).values()]
}

/**
 * The dates under which an answer puts its data.
 * @param {{ type: string, text: string }} answer
 */
export function datesOf({ type, text }) {
  const stamped = type.includes('html')
    ? text.matchAll(/<time dateTime="([^"]+)"[^>]*>(?:<!-- -->)?as of/g)
    : text.matchAll(/(?:as ?of|read ?at)"?[:,]\s*"?(\d{4}-\d\d-\d\dT[\d:.]+Z)/gi)
  return [...stamped].map(([, date = '']) => date)
}

/**
 * Data of before the failure, shown under a date after it.
 * @param {{ type: string, text: string }} answer
 * @param {{ failedAt: string, evidence: RegExp[], ofRegion?: RegExp, shown: Block[], truth: Block[][] }} about `evidence`: names that only the
 *   part that fails can have brought
 * @returns {Misleading[]}
 */
export function misdatedIn(answer, { failedAt, evidence, ofRegion = /./, shown, truth }) {
  const known = new Set(truth.flat().map(textOf))
  const old = shown.find(
    block =>
      evidence.some(name => name.test(textOf(block))) &&
      ofRegion.test(textOf(block)) &&
      known.has(textOf(block)),
  )
  const late = datesOf(answer).find(date => date > failedAt)
  return old && late
    ? [{ rule: 'date', sentence: `as of ${late}, read before ${failedAt}: ${textOf(old).slice(0, 120)}` }]
    : []
}
