type CsvValue = string | number | boolean | null

/** A cell that begins like a formula gets an apostrophe: a spreadsheet must not run what AWS or a person wrote. */
function cell(value: CsvValue): string {
  const text = value === null ? '' : String(value)
  const safe = /^[=+\-@\t\r]/.test(text) && typeof value === 'string' ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** RFC 4180, with a head line. */
export function csv(head: string[], rows: CsvValue[][]): string {
  return [head, ...rows].map(row => `${row.map(cell).join(',')}\r\n`).join('')
}
