import { readFileSync } from 'node:fs'

/** npm passes on the Ctrl-C that the terminal has sent us already. */
const SAME_PRESS_MS = 500

/**
 * Calls back once, on Ctrl-C, on a signal, or when npm, which started us, was killed: it cannot pass that on.
 * @param {() => void} stop
 */
export function whenToldToStop(stop) {
  let toldAt = 0
  const once = () => {
    if (toldAt > 0 && Date.now() - toldAt > SAME_PRESS_MS) process.exit(1)
    if (toldAt > 0) return
    toldAt = Date.now()
    stop()
  }
  process.on('SIGINT', once).on('SIGTERM', once).on('SIGHUP', once)
  if (!process.env.npm_lifecycle_event) return
  const family = ancestors()
  setInterval(() => {
    if (toldAt === 0 && ancestors() !== family) once()
  }, 300).unref()
}

/** Our parent, and the parent's parent where a shell stands between npm and us. */
function ancestors() {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
    const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]
    return stat.includes('(sh)') || stat.includes('(dash)') || stat.includes('(bash)')
      ? `${process.ppid} ${parent}`
      : `${process.ppid}`
  } catch {
    return `${process.ppid}`
  }
}
