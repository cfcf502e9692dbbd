/** @param {string} line */
export function say(line = '') {
  process.stdout.write(`${line}\n`)
}

/** @type {string[] | null} what was to be said while a step's line is not finished */
let held = null

/** @param {string} sentence */
export function sayIndented(sentence) {
  if (held) held.push(sentence)
  else say(`  ${sentence}`)
}

/**
 * One line while something works, finished with the time it took.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(what, work) {
  const startedAt = Date.now()
  held = []
  const seconds = () => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`
  const onTerminal = process.stdout.isTTY
  process.stdout.write(onTerminal ? `  ${what} …` : `  ${what}\n`)
  const ticking = onTerminal
    ? setInterval(() => process.stdout.write(`\r  ${what} … ${seconds()}`), 1000)
    : null
  try {
    const answer = await work()
    process.stdout.write(onTerminal ? `\r  ${what} … ${seconds()}\n` : `    ${seconds()}\n`)
    return answer
  } catch (error) {
    process.stdout.write('\n')
    throw error
  } finally {
    if (ticking) clearInterval(ticking)
    const waiting = held ?? []
    held = null
    waiting.forEach(sayIndented)
  }
}
