import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { SOCKET_FOLDER } from './run-as.js'

/**
 * Clears what an earlier server left behind: a lock of a process that is gone (or whose number something else has now), or
 * an orphan that lost its supervisor. A server that is still supervised is left alone and named.
 * @param {string} place
 */
export async function clearStaleLock(place) {
  const lock = join(place, 'postmaster.pid')
  if (!existsSync(lock)) return
  const [number = '', , , , socketDir] = readFileSync(lock, 'utf8').split('\n')
  const pid = Number(number)
  const holder = describeProcess(pid)
  if (!holder?.command.includes('postgres')) return rmSync(lock, { force: true })
  const keeper = describeProcess(holder.parent)
  if (keeper?.command.includes('supervisor.js')) {
    throw new Error(
      `The data in ${place} is in use by another Gatehouse (process ${holder.parent}). Stop it, or give this one another folder: GATEHOUSE_DATA_DIR, for the demo --data.`,
    )
  }
  process.kill(pid, 'SIGINT')
  const giveUpAt = Date.now() + 15_000
  while (existsSync(lock) && Date.now() < giveUpAt) await new Promise(resolve => setTimeout(resolve, 25))
  if (socketDir && basename(socketDir).startsWith(SOCKET_FOLDER))
    rmSync(socketDir, { recursive: true, force: true })
}

/**
 * @param {number} pid
 * @returns {{ parent: number, command: string } | null}
 */
export function describeProcess(pid) {
  if (!Number.isInteger(pid) || pid <= 1) return null
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return {
        parent: Number(parent),
        command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '),
      }
    }
    const line = execFileSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    return { parent: Number.parseInt(line, 10), command: line }
  } catch {
    return null
  }
}
