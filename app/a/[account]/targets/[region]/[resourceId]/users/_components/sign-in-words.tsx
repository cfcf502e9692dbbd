import { Check, KeySquare, Lock, Minus } from 'lucide-react'
import type { DatabaseUser, SignInKind } from '@/lib/access/model/database-user'
import type { Privilege } from '@/lib/access/reach/users-view'

const SIGN_IN: Record<SignInKind, { Icon: typeof Check; words: string; tone: string }> = {
  iam: { Icon: Check, words: 'IAM token', tone: 'text-ok' },
  password: { Icon: Lock, words: 'Password only', tone: 'text-subtle' },
  iamOrPassword: { Icon: Check, words: 'IAM token or password', tone: 'text-cond' },
  locked: { Icon: Minus, words: 'Locked', tone: 'text-subtle' },
  kerberos: { Icon: KeySquare, words: 'Kerberos', tone: 'text-subtle' },
  noLogin: { Icon: Minus, words: 'No login', tone: 'text-subtle' },
}

export const signInWords = (kind: SignInKind) => SIGN_IN[kind].words

export const PRIVILEGE_WORDS: Record<Privilege, string> = {
  administers: 'Administers',
  owns: 'Owns tables',
  writes: 'Writes',
  reads: 'Reads',
  predefined: 'Predefined role',
  none: 'No rights',
}

/** Why this way in is shut although it is the one: an expired password, no sessions, a nested membership otherwise. */
export function signInNote({ grantPath, detail, iamReady, signIn, reason }: DatabaseUser): string | null {
  if (detail?.passwordExpired) return 'expired'
  if (signIn === 'iam' && !iamReady) return reason
  return grantPath.length > 2 ? `through ${grantPath.slice(1, -1).join(', ')}` : null
}

export function SignIn({ user }: { user: DatabaseUser }) {
  const { Icon, words, tone } = SIGN_IN[user.signIn]
  const note = signInNote(user)
  return (
    <span className="flex items-center gap-2" title={user.reason ?? undefined}>
      <Icon size={14} strokeWidth={1.5} aria-hidden className={`shrink-0 ${tone}`} />
      <span className={`whitespace-nowrap ${user.signIn === 'iam' ? '' : 'text-muted'}`}>{words}</span>
      {note && <span className="text-xs text-subtle">{note}</span>}
    </span>
  )
}
