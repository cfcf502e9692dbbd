import { CODE_PLACE, DEVICE_PLACE } from './own-session-lines'
import type { OwnCredentials } from './session-making'

/** What works where a login needs MFA that the session of this server lacks. */
export interface MfaWays {
  /** A code can be given to the credentials of this server. */
  takesCode: boolean
  /** What can be done here, or why nothing can. */
  here: string
  /** What nobody knows before the login; null: nothing. */
  open: string | null
  /** MFA devices of the server's IAM user; null: not known. */
  devices: string[] | null
  /** For a session of one's own; null: the target has no endpoint yet. */
  lines: string | null
  /** Of the lines: what is to be put in. */
  places: string[]
}

interface Asked {
  own: OwnCredentials
  caller: string
  /** The role that signs; null: the server itself. */
  role: string | null
  devices: string[] | null
  lines: string | null
}

export function mfaWays({ own, caller, role, devices, lines }: Asked): MfaWays {
  return {
    takesCode: own === 'userKeys',
    here: hereWords(own, caller, role),
    open: role === null ? null : ROLE_OPEN,
    devices,
    lines,
    places: [DEVICE_PLACE, CODE_PLACE].filter(place => lines?.includes(place)),
  }
}

/** The two pages are "Secure API access with MFA" and "AWS global condition context keys" of the IAM User Guide. */
const ROLE_OPEN =
  'AWS’s own pages differ on whether a role’s session shows MFA to the database. The login tells; nothing else does.'

function hereWords(own: OwnCredentials, caller: string, role: string | null): string {
  switch (own) {
    case 'userKeys':
      return role
        ? `Give the code that the MFA device of ${caller} shows: this server signs in with it at STS and then becomes ${role}.`
        : `Give the code that the MFA device of ${caller} shows: this server signs in with it at STS.`
    case 'userSession':
      return `This server signs with a session of ${caller} that was made before, and STS takes no code for one. Run it with the keys of ${caller} themselves, or use a session of your own:`
    case 'roleSession':
      return `This server runs as ${caller}, and a role has no MFA device: STS takes no code from it. Run it with the keys of an IAM user who has one, or use a session of your own:`
    case 'rootKeys':
      return 'This server signs with keys of the root user, which can become no role. Run it with the keys of an IAM user, or use a session of your own:'
  }
}
