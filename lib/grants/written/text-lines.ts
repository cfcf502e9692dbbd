/** A text on one line is judged as it would be printed: in the text as it stands, every line of that is the first. */
export function lineInText(text: string): (line: number | null) => number | null {
  const hasLines = /[\n\r]/.test(text)
  return line => (line === null || hasLines ? line : 1)
}
