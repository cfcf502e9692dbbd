import { readFileSync } from 'node:fs'

/**
 * Calls back once, on Ctrl-C, on a signal, or when npm, which started us, was killed: it cannot pass that on.
 * @param {() => void} stop
 */
export function whenToldToStop(stop) {
  let told = false
  const once = () => {
    if (told) process.exit(1)
    told = true
    stop()
  }
  process.on('SIGINT', once).on('SIGTERM', once).on('SIGHUP', once)
  if (!process.env.npm_lifecycle_event) return
  const family = ancestors()
  setInterval(() => {
    if (!told && ancestors() !== family) once()
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
