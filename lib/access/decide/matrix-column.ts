import type { SecondHop } from '@/lib/access/model/second-hop'

/** A database user of the target, a user that only policies know, or a pattern that stands for many. */
export interface MatrixColumn {
  kind: 'user' | 'missing' | 'pattern' | 'anyOther'
  /** User name, pattern, or `any other user`. */
  name: string
  /** The user name that was evaluated. */
  representativeName: string
  /** Null: the database was not read, or stands behind a proxy. */
  iamReady: boolean | null
  /** Why nobody signs in as this user by IAM; of one that is ready, on what it hangs; null: on nothing. */
  reason: string | null
  /** For a pattern: the columns whose names it matches. For any other user: the names answered like any other. */
  members: string[]
  /** On a proxy: what becomes of the way behind it. */
  secondHop?: SecondHop | undefined
  /** Answered like any other name, so shown only where its pattern is expanded. */
  folded?: boolean
}

/** The address decides which of several rows of the server lets somebody in, and not all of them take a token. */
export const hangsOnAddress = ({ iamReady, reason }: Pick<MatrixColumn, 'iamReady' | 'reason'>) =>
  iamReady === true && reason !== null
