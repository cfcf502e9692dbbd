import type { RankedCause } from '@/lib/connect/doctor/cause'
import { type DoctorRow, isSpokenOf } from './doctor-row'

export interface DoctorWords {
  tone: 'failed' | 'ok' | 'open'
  title: string
  detail: string
}

/** Null: nothing was asked. Of a text that nobody knows no cause is called likely. */
export function verdictInWords(
  rows: readonly DoctorRow[],
  ranked: readonly RankedCause[],
  notes: readonly string[],
  isTextKnown: boolean,
): DoctorWords | null {
  const [first] = rows
  if (!first) return null
  const said = notes.join(' ')
  if (first.state === 'failed') {
    const own = ranked.find(({ id }) => id === first.key)
    const detail = [own ? own.advice : null, said].filter(Boolean).join(' ')
    return { tone: 'failed', title: first.title, detail }
  }
  if (rows.some(({ state }) => state === 'pending'))
    return { tone: 'open', title: 'Being looked at', detail: said }
  const open = rows.filter(({ state }) => state === 'cannotTell')
  if (open.length === 0)
    return {
      tone: 'ok',
      title: 'Everything that can be checked here is in order',
      detail: `It was looked at from this server, not from where the client runs. ${said}`.trim(),
    }
  const most = open[0]
  const likely = most && isTextKnown && isSpokenOf(most) ? ` Most likely of these: ${most.title}.` : ''
  return {
    tone: 'open',
    title: 'Nothing that was checked has failed',
    detail:
      `${open.length} of ${rows.length} cannot be told; each says what would tell.${likely} ${said}`.trim(),
  }
}
