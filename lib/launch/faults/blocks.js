import { DomUtils, ElementType, parseDocument } from 'htmlparser2'

const { findAll, prepend, removeElement } = DomUtils

/**
 * What a screen or a file says, in the pieces that a person takes in at once: a row, a sentence, a tile, a heading.
 * @typedef {object} Block
 * @property {string[]} pieces its texts and labels, times taken out: two answers that differ only in time are equal
 * @property {string[]} beside the same of the group it stands in, where that is so small that one glance takes it in
 * @property {boolean} row one of several of its kind: the same words in another row are about something else
 * @property {boolean} passing a notice of what is being done
 * @typedef {ReturnType<typeof parseDocument>['children'][number]} Node
 * @typedef {Extract<Node, { attribs: unknown }>} Element
 */

/** @param {Node} node @returns {node is Element} */
const isTag = node => 'attribs' in node
/** @param {Node} node @returns {node is Extract<Node, { type: 'text' }>} */
const isText = node => node.type === ElementType.Text
/** @param {Node} node @returns {node is Extract<Node, { type: 'comment' }>} */
const isComment = node => node.type === ElementType.Comment

const isTitle = (/** @type {Element} */ { name }) => name === 'title'

/** A key to press says nothing of the account. */
const UNSEEN = new Set(['script', 'style', 'svg', 'template', 'noscript', 'head', 'title', 'kbd'])
const ROWS = new Set(['tr', 'p', 'dt', 'dd', 'h1', 'h2', 'h3', 'h4', 'caption', 'label', 'summary', 'option'])
const BLOCKS = new Set([
  ...ROWS,
  ...[
    'main',
    'nav',
    'section',
    'header',
    'footer',
    'article',
    'aside',
    'form',
    'figure',
    'details',
    'search',
  ],
  ...['div', 'ul', 'ol', 'li', 'dl', 'table', 'thead', 'tbody', 'tfoot', 'pre', 'fieldset', 'blockquote'],
])
/** What stands beside another of its kind says nothing of it. */
const SELF_CONTAINED = new Set(['tr', 'li', 'a', 'button', 'option'])
const ONE_OF_MANY = new Set(['tr', 'li', 'option'])
/** What is drawn as a row says so by its role. */
const isOneOfMany = (/** @type {Element} */ { name, attribs }) =>
  ONE_OF_MANY.has(name) || attribs.role === 'row' || attribs.role === 'option'
/** About as much as stands in one tile. */
const GLANCE = 110

/** @param {string} html @returns {Block[]} */
export function blocksOfPage(html) {
  /** @type {Block[]} */
  const blocks = []
  visit(asShown(parseDocument(html)).children, { blocks, beside: [], passing: false })
  return blocks
}

/**
 * React sends late parts at the end, and a script puts them in the place of what was shown until then.
 * @param {ReturnType<typeof parseDocument>} page
 */
function asShown(page) {
  const withId = (/** @type {RegExp} */ id) =>
    findAll(({ attribs }) => id.test(attribs.id ?? ''), page.children)
  const late = new Map(withId(/^S:/).map(part => [part.attribs.id?.slice(2), part]))
  for (const place of withId(/^[BP]:/)) {
    const part = late.get(place.attribs.id?.slice(2))
    if (!part) continue
    for (let next = place.next; next && !isEnd(next) && isBoundary(place); next = place.next)
      removeElement(next)
    for (const child of [...part.children]) prepend(place, child)
    removeElement(part)
  }
  return page
}

const isBoundary = (/** @type {Element} */ { attribs }) => /^B:/.test(attribs.id ?? '')

const isEnd = (/** @type {Node} */ node) => isComment(node) && node.data === '/$'

/**
 * @param {Node[]} nodes
 * @param {{ blocks: Block[], beside: string[], passing: boolean }} place
 */
function visit(nodes, place) {
  /** @type {Node[]} */
  let line = []
  const end = () => {
    add(piecesOf(line), place)
    line = []
  }
  for (const node of nodes) {
    if (!isTag(node) || !isApart(node)) line.push(node)
    else {
      end()
      const pieces = piecesOf([node])
      const passing = place.passing || node.attribs.role === 'status'
      const alone = SELF_CONTAINED.has(node.name)
      if (isRow(node))
        add(pieces, { ...place, beside: alone ? [] : place.beside, passing }, isOneOfMany(node))
      else
        visit(node.children, { ...place, beside: pieces.join(' ').length <= GLANCE ? pieces : [], passing })
    }
  }
  end()
}

/**
 * @param {string[]} pieces
 * @param {{ blocks: Block[], beside: string[], passing: boolean }} place
 * @param {boolean} [row]
 */
function add(pieces, { blocks, beside, passing }, row = false) {
  if (pieces.length > 0) blocks.push({ pieces, beside, row, passing })
}

/** @param {Element} node */
function isRow(node) {
  return ROWS.has(node.name) || node.attribs.role === 'row' || !node.children.some(holdsBlock)
}

/** @param {Element} node */
function isApart(node) {
  return BLOCKS.has(node.name) || isTile(node) || node.children.some(holdsBlock)
}

/** @param {Node} node @returns {boolean} */
function holdsBlock(node) {
  return isTag(node) && !UNSEEN.has(node.name) && isApart(node)
}

/** A link or button with parts of its own is a tile; one of mere words belongs to its sentence. */
const isTile = (/** @type {Element} */ { name, children }) =>
  (name === 'a' || name === 'button') && children.some(isTag)

/** @param {Node[]} nodes @returns {string[]} */
function piecesOf(nodes) {
  /** @type {string[]} */
  const pieces = []
  let words = ''
  const end = () => {
    const piece = withoutTimes(words)
    if (piece) pieces.push(piece)
    words = ''
  }
  for (const node of nodes) {
    if (isText(node)) words += node.data
    else if (isTag(node) && node.name === 'svg')
      pieces.push(...findAll(isTitle, [node]).flatMap(one => piecesOf(one.children)))
    else if (isTag(node) && !UNSEEN.has(node.name)) {
      end()
      for (const name of ['aria-label', 'title'])
        if (node.attribs[name]) pieces.push(withoutTimes(node.attribs[name]))
      pieces.push(...piecesOf(node.children))
    } else if (!isComment(node)) end()
  }
  end()
  return pieces
}

const TIMES = [
  /\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?Z?)?/g,
  /\b\d\d:\d\d(?::\d\d)?(?: UTC)?\b/g,
  /\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*(?: \d{4})?/g,
  /\b\d+(?:\.\d+)? (?:ms|s|min|h|d|days?|weeks?|months?|years?)\b(?: ago)?/g,
  /\bjust now\b|\bless than a minute ago\b|\btoday\b/gi,
  /127\.0\.0\.1(?::| (?:--)?port=)\d+/g,
  /_R_\w+_/g,
]
/** Seals of the log, whole or shortened, and ids of requests: each account that is put to the test has its own. */
const OWN_IDS =
  /\b[0-9a-f]{4}…[0-9a-f]{4}\b|\b[0-9a-f]{32,64}\b|\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g

/** @param {string} text */
function withoutTimes(text) {
  const same = TIMES.reduce((words, time) => words.replaceAll(time, '‹time›'), text.replaceAll(OWN_IDS, ''))
  return same
    .replaceAll(/(‹time›[ ,]*)+/g, '‹time›')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** @param {string} text @returns {Block[]} A line with its cells under their names, as far as there is a head. */
export function blocksOfCsv(text) {
  const lines = text
    .split('\r\n')
    .flatMap(line => line.split('\n'))
    .filter(line => line !== '')
  const rows = lines.map(line =>
    [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, cell = '']) => cell),
  )
  const head = rows.toSorted((a, b) => b.length - a.length)[0] ?? []
  return rows.map(row => {
    const named = row.length === head.length && row !== head
    const cells = row.map((cell, at) => withoutTimes(named ? `${head[at]}: ${cell}` : cell))
    return { pieces: cells.filter(cell => cell !== ''), beside: [], row: true, passing: false }
  })
}

/** @param {unknown} value @returns {Block[]} One block for each object: what it says itself. */
export function blocksOfJson(value) {
  if (value === null || typeof value !== 'object') return []
  const own = Object.entries(value).flatMap(([name, inner]) => {
    const key = Array.isArray(value) ? '' : `${name}: `
    if (Array.isArray(inner) && inner.length === 0) return [`${key}none`]
    if (inner === null) return [`${key}null`]
    return typeof inner === 'object' ? [] : [withoutTimes(`${key}${inner}`)]
  })
  const block = { pieces: own, beside: [], row: true, passing: false }
  return [...(own.length > 0 ? [block] : []), ...Object.values(value).flatMap(blocksOfJson)]
}

/** @param {{ type: string, text: string }} answer @returns {Block[]} */
export function blocksOf({ type, text }) {
  if (type.includes('html')) return blocksOfPage(text)
  if (type.includes('json')) return blocksOfJson(JSON.parse(text))
  return blocksOfCsv(text)
}
