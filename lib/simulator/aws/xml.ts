export interface XmlObject {
  [name: string]: XmlValue
}
export type XmlValue = string | number | boolean | Date | null | undefined | XmlList | XmlObject

/** A list names its items: `DBInstance` in RDS, `member` in IAM and STS. */
export class XmlList {
  constructor(
    readonly item: string,
    readonly values: readonly XmlValue[],
  ) {}
}

export function list(item: string, values: readonly XmlValue[]): XmlList {
  return new XmlList(item, values)
}

export function members(values: readonly XmlValue[]): XmlList {
  return new XmlList('member', values)
}

const NAMED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Line ends and control characters travel as references: a parser would fold or drop the bare ones. */
function escapeText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is escaped here
  return text.replace(/[&<>"\u0000-\u001f\u007f-\u009f\ufffe\uffff]/g, character => {
    const named = NAMED[character]
    if (named) return named
    return character === '\n' ? '\n' : `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`
  })
}

export function element(name: string, value: XmlValue): string {
  if (value === null || value === undefined) return ''
  const inside = content(value)
  return inside === '' ? `<${name}/>` : `<${name}>${inside}</${name}>`
}

function content(value: Exclude<XmlValue, null | undefined>): string {
  if (value instanceof XmlList) return value.values.map(item => element(value.item, item)).join('')
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([name, inner]) => element(name, inner))
      .join('')
  }
  return escapeText(String(value))
}
