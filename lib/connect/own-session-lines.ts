import { shellWord } from './quoting'
import type { RecipeInput } from './recipe'
import { tokenCommand } from './token-command'

/** Stand where nobody here knows the value. */
export const DEVICE_PLACE = 'MFA_DEVICE_ARN'
export const CODE_PLACE = 'MFA_CODE'

export interface OwnSession {
  /** The role that signs; null: the caller itself. */
  roleArn: string | null
  sessionName: string
  /** Null: not known. */
  device: string | null
}

type Way = Pick<RecipeInput, 'endpoint' | 'region' | 'databaseUser'>

const KEYS = 'AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s AWS_SESSION_TOKEN=%s'
const QUERY = 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]'

/** AWS re:Post, "How do I use the AWS CLI to assume a role": the shell then signs as the new session. */
const taken = (command: string) => `export $(printf "${KEYS}" $(${command} --query "${QUERY}" --output text))`

/**
 * With the AWS CLI and long-term keys of one's own. MFA is given to GetSessionToken: what AssumeRole makes of a code is
 * not in the role's session (IAM User Guide, "Secure API access with MFA").
 */
export function ownSessionLines(way: Way, { roleArn, sessionName, device }: OwnSession): string {
  const session = `aws sts get-session-token --serial-number ${shellWord(device ?? DEVICE_PLACE)} --token-code ${CODE_PLACE}`
  const role =
    roleArn &&
    `aws sts assume-role --role-arn ${shellWord(roleArn)} --role-session-name ${shellWord(sessionName)}`
  return [taken(session), ...(role ? [taken(role)] : []), tokenCommand(way)].join('\n')
}
