type CsvValue = string | number | boolean | null

/** What a spreadsheet would run when it stands first: text of AWS or of a person must stay text. */
const FORMULA = /^[=+\-@\t\r]/
/** Half of Europe's spreadsheets split at semicolons. */
const QUOTED = /[",;\t\r\n]/

function cell(value: CsvValue): string {
  const text = value === null ? '' : String(value)
  const isFormula = typeof value === 'string' && FORMULA.test(text)
  if (!isFormula && !QUOTED.test(text)) return text
  return `"${isFormula ? "'" : ''}${text.replaceAll('"', '""')}"`
}

/** RFC 4180, with a head line. */
export function csv(head: string[], rows: CsvValue[][]): string {
  return [head, ...rows].map(row => `${row.map(cell).join(',')}\r\n`).join('')
}
