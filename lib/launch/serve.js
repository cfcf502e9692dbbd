import { checkNode } from './check-node.js'
import { say } from './say.js'
import { whenToldToStop } from './when-told-to-stop.js'

/** @typedef {{ name: string, ended: Promise<string>, stop(): Promise<void> }} Part */

/**
 * Starts parts one after the other, keeps them until we are told to stop or one of them ends by itself, then stops all.
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
    await Promise.allSettled(parts.toReversed().map(part => part.stop()))
    process.exit(code)
  }
  whenToldToStop(() => {
    say('\n  Stopping.')
    void stop(0)
  })
  try {
    await start((name, part) => {
      parts.push({ name, ended: part.ended, stop: part.stop })
      if (stopping) void part.stop()
      void part.ended.then(words => {
        if (stopping) return
        say(`\n  ${name} ended by itself.\n${words}`)
        void stop(1)
      })
      return part
    })
  } catch (error) {
    say(`\n${/** @type {Error} */ (error).message}`)
    await stop(1)
  }
}
