import { setTimeout as wait } from 'node:timers/promises'

/**
 * Every way in which a server, or what it writes its records to, may end in the middle of a change.
 * @typedef {object} Death
 * @property {(stage: import('./stage.js').Stage, victim: import('./stage.js').Server) => Promise<void>} strike
 * @property {(stage: import('./stage.js').Stage, victim: import('./stage.js').Server) => Promise<void>} heal
 * @property {boolean} records whether it is the records that end, for both servers
 */

/** @param {'kill -9' | 'SIGTERM' | 'SIGINT' | 'closed stdin'} how @returns {Death} */
const ending = how => ({
  records: false,
  strike: (_stage, victim) => victim.end(how),
  heal: (_stage, victim) => victim.again(),
})

const nothing = async () => {}

/** Only a statement has a connection that can be lost around it: the fault itself does that. */
export const CUT = 'connection cut'

/** @type {Record<string, Death>} */
export const DEATHS = {
  'kill -9': ending('kill -9'),
  SIGTERM: ending('SIGTERM'),
  SIGINT: ending('SIGINT'),
  'closed stdin': ending('closed stdin'),
  [CUT]: { records: false, strike: nothing, heal: nothing },
  'PostgreSQL killed': {
    records: true,
    strike: ({ records }) => records.kill(),
    heal: ({ records }) => records.again(),
  },
  'disk full': {
    records: true,
    strike: ({ disk }) => disk.fill(),
    heal: async ({ disk, records }) => {
      disk.free()
      // PostgreSQL ends where it cannot write its log, and comes back by itself or is started again.
      if (!(await answersSoon(records))) await records.again()
    },
  },
  'records read-only': {
    records: true,
    strike: ({ records }) => records.readOnly(true),
    heal: ({ records }) => records.readOnly(false),
  },
}

/** @param {import('./stage.js').Stage['records']} records */
async function answersSoon(records) {
  for (let look = 0; look < 20; look++) {
    const answered = await records.query('select 1').then(
      () => true,
      () => false,
    )
    if (answered) return true
    if (records.isGone()) return false
    await wait(250)
  }
  return false
}
