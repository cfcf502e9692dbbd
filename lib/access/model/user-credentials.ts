export interface AccessKey {
  active: boolean
  /** ISO: created or last changed; null: the report does not say. */
  changedAt: string | null
  /** ISO; null: never, or not known. */
  lastUsedAt: string | null
}

/** What an IAM user can sign with, as the credential report has it. */
export interface UserCredentials {
  keys: AccessKey[]
  /** A console session signs too, from CloudShell. */
  consolePassword: boolean
  /** ISO: AWS makes the report anew every four hours at most. */
  asOf: string
}

export function activeKeys({ keys }: UserCredentials): AccessKey[] {
  return keys.filter(({ active }) => active)
}
