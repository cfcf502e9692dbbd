import { ENGINE_FAMILIES } from '@/lib/access/model/engine-family/engine-families'
import type { Recognised, TextKind } from '@/lib/connect/doctor/recognised'

const KINDS: Record<TextKind, string> = {
  error: 'an error',
  token: 'a token',
  log: 'the log iam-db-auth-error',
  connectionString: 'a connection string',
}

/** `PostgreSQL, an error in two lines`; null: nothing of it is known. */
export function recognisedWords({ symptoms, token }: Recognised, text: string): string | null {
  const { kinds, signs, family } = symptoms
  if (kinds.length === 0 && signs.length === 0 && token === null) return null
  const lines = text.split('\n').filter(line => line.trim() !== '').length
  const what = kinds.map(kind => KINDS[kind])
  const said =
    what.length > 1 ? `${what.slice(0, -1).join(', ')} and ${what.at(-1)}` : (what[0] ?? 'an error')
  const many = lines > 1 ? ` in ${lines} lines` : ''
  return `${family ? `${ENGINE_FAMILIES[family].label}, ` : ''}${said}${many}`
}
