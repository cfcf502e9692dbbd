import 'server-only'
import { settings } from '@/lib/config/env'
import { log } from '@/lib/log/log'
import { readKey, spendKey } from '@/lib/operator/key-folder.js'
import { type KeyState, launchKeyState, spendLaunchKey } from '@/lib/operator/launch-key'
import { type Capability, capabilitiesIn } from '@/lib/operator/operator'
import { noteWrongKey, waitAfterWrongKeys } from '@/lib/operator/wrong-keys'

export type JudgedKey =
  /** `madeBy`: null for the key that the server was started with. `given`: to whoever signs in with it. */
  | { state: 'good'; madeBy: string | null; given: Capability[] }
  | { state: Exclude<KeyState, 'good'> }
  | { state: 'wait'; seconds: number }

const startedMsAgo = () => process.uptime() * 1000

/** What a key is worth: the one that the server was started with, or one of its data folder. */
export function judgeKey(key: string, now: Date, { spend }: { spend: boolean }): JudgedKey {
  const seconds = waitAfterWrongKeys(now)
  if (seconds > 0) return { state: 'wait', seconds }
  const { launchKey, dataDirectory } = settings()
  const state = (spend ? spendLaunchKey : launchKeyState)(key, launchKey, startedMsAgo())
  const known =
    state === 'wrong'
      ? (spend ? spendKey : readKey)(dataDirectory, key, now)
      : { state, madeBy: null, given: null }
  const judged: JudgedKey =
    known.state === 'good'
      ? { state: 'good', madeBy: known.madeBy, given: capabilitiesIn(known.given) }
      : { state: known.state }
  if (judged.state === 'wrong') noteWrongKey(now)
  if (judged.state !== 'good') log.warn({ outcome: judged.state }, 'launch address refused')
  return judged
}
