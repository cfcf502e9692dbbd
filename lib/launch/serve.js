import { checkNode } from './check-node.js'
import { lastWords } from './last-words.js'
import { say } from './say.js'
import { whenToldToStop } from './when-told-to-stop.js'

/** @typedef {{ name: string, ended: Promise<string>, stop(): Promise<void> }} Part */

/**
 * Starts parts one after the other, keeps them until we are told to stop or one of them ends by itself, then stops
 * them, the last first.
 * @param {string} title
 * @param {(add: <T extends { ended: Promise<string>, stop(): Promise<void> }>(name: string, part: T) => T) => Promise<void>} start
 */
export async function serve(title, start) {
  checkNode()
  say(title)
  /** @type {Part[]} */
  const parts = []
  let stopping = false
  /** @param {number} code */
  const stop = async code => {
    if (stopping) return
    stopping = true
    // One after the other: the account must outlive the last call that a running change makes.
    for (const part of parts.toReversed()) await part.stop()
    process.exit(code)
  }
  whenToldToStop(() => {
    say('\n  Stopping, once what runs has ended. Ctrl-C again does not wait.')
    void stop(0)
  })
  try {
    await start((name, part) => {
      parts.push({ name, ended: part.ended, stop: part.stop })
      if (stopping) void part.stop()
      void part.ended.then(words => {
        if (stopping) return
        say(`\n  ${name} ended by itself.\n${lastWords(words)}`)
        void stop(1)
      })
      return part
    })
  } catch (error) {
    say(`\n${/** @type {Error} */ (error).message}`)
    await stop(1)
  }
}
