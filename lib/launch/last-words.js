const MOST = 5

/**
 * What a program said before it ended, for a person: of lines for machines the sentence alone, those about failures first,
 * never a stack.
 * @param {string} text
 */
export function lastWords(text) {
  const lines = text.split('\n').filter(line => line.trim() !== '')
  const read = lines.map(readLine)
  const failures = read.flatMap(line => (line.failed && line.words ? [line.words] : []))
  const said = failures.length > 0 ? failures : read.flatMap(({ words }) => (words ? [words] : []))
  return [...new Set(said)].slice(-MOST).join('\n')
}

/**
 * @param {string} line
 * @returns {{ words: string | null, failed: boolean }}
 */
function readLine(line) {
  try {
    const { level, msg, err } = JSON.parse(line)
    const because = err?.message && !String(msg).includes(err.message) ? `: ${err.message}` : ''
    return { words: `${msg ?? ''}${because}`.split('\n')[0] || null, failed: /^(error|fatal)$/.test(level) }
  } catch {
    // Not ours, or cut: a stack and half a line of JSON help nobody at a terminal.
    return { words: /^\s+at |"(level|msg)":/.test(line) ? null : line, failed: false }
  }
}
