// A signal, Ctrl-C and the end of whoever started the server all do the same: nothing new, what runs ends, then exit.
import { writeLine } from '../log/foreign-lines.js'
import { closeDoor, openAnswers } from './front-door.js'

const PATIENCE_MS = 20_000
/** For answers that are still being sent when all work is done. */
const LAST_ANSWERS_MS = 2_000
const LOOK_EVERY_MS = 20

// Next's own handlers would exit without waiting for what a closed page still does.
process.env.NEXT_MANUAL_SIG_HANDLE = '1'

/** @typedef {{ what: string | null, stop?: () => Promise<void> }} Running */

/** Filled in by lib/running. */
function everything() {
  const shared = /** @type {{ gatehouseRunning?: Set<Running> }} */ (globalThis)
  return [...(shared.gatehouseRunning ?? [])]
}

const running = () => everything().flatMap(({ what }) => what ?? [])

/** What runs as long as the server does. */
function endTheEndless() {
  for (const { stop } of everything()) void stop?.().catch(() => {})
}

/** @param {string[]} names */
function inWords(names) {
  return [...new Set(names)]
    .map(name => ({ name, count: names.filter(other => other === name).length }))
    .map(({ name, count }) => `${count} running ${name}${count === 1 ? '' : 's'}`)
    .join(' and ')
}

/**
 * @param {() => boolean} isOver
 * @param {number} patienceMs
 */
async function until(isOver, patienceMs) {
  const giveUpAt = Date.now() + patienceMs
  while (!isOver() && Date.now() < giveUpAt) await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS))
  return isOver()
}

/** @param {string} sentence */
const say = sentence => writeLine('info', sentence, { forPeople: true })

let stopping = false
async function stop() {
  if (stopping) return
  stopping = true
  closeDoor()
  const names = running()
  endTheEndless()
  say(names.length === 0 ? 'Stopping.' : `Stopping: waiting for ${inWords(names)}.`)
  const ended = await until(() => running().length === 0, PATIENCE_MS)
  if (!ended) say(`Stopped while ${inWords(running())} had not ended after ${PATIENCE_MS / 1000} s.`)
  await until(() => openAnswers() === 0, LAST_ANSWERS_MS)
  process.exit(ended ? 0 : 1)
}

process.on('SIGTERM', stop).on('SIGINT', stop).on('SIGHUP', stop)
process.stdin.on('end', stop).on('close', stop).on('error', stop).resume()
