import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { roleTrust } from '@/lib/access/decide/trust-ways'
import type { Principal } from '@/lib/access/model/principal'

/** Of this server itself. Only the long-term keys of an IAM user go with an MFA device (IAM User Guide, "Secure API access with MFA"). */
export type OwnCredentials = 'userKeys' | 'userSession' | 'roleSession' | 'rootKeys'

/** Every value that a key may have in the request; null: absent. A key that is not here is not known. */
export type KnownKeys = ReadonlyMap<string, readonly (string | null)[]>

export const valuesOf = (known: KnownKeys, key: string) =>
  known.get(key.toLowerCase()) ?? (/^aws:principaltag\//i.test(key) ? known.get(OTHER_TAGS) : undefined)

/** How the sessions that sign here are made, and what AWS can therefore know of them. */
export interface SessionMaking {
  own: OwnCredentials
  /** `none`: no MFA code can have been given for them. */
  mfa: 'none' | 'unknown'
}

export function sessionMaking(
  access: CompiledAccess,
  caller: { arn: string; isTemporary: boolean; principal: Principal | null },
): SessionMaking {
  const own = ownCredentials(caller)
  if (own === 'userKeys' || own === 'rootKeys') return { own, mfa: 'none' }
  return {
    own,
    mfa: own === 'roleSession' && isMadeByServices(access, caller.principal) ? 'none' : 'unknown',
  }
}

export function ownCredentials({ arn, isTemporary }: { arn: string; isTemporary: boolean }): OwnCredentials {
  if (arn.endsWith(':root')) return 'rootKeys'
  if (arn.includes(':assumed-role/')) return 'roleSession'
  return isTemporary ? 'userSession' : 'userKeys'
}

/**
 * A role that services and identity providers alone become has no session with MFA: their calls take no code (IAM User
 * Guide, "Secure API access with MFA": AssumeRoleWithSAML and AssumeRoleWithWebIdentity).
 */
function isMadeByServices(access: CompiledAccess, role: Principal | null): boolean {
  if (!role?.trustText) return false
  const { edges, issues } = roleTrust(access, role.trustText)
  const outsiders = ['service', 'saml', 'oidc']
  const allowing = edges.filter(({ effect }) => effect === 'Allow')
  return issues.length === 0 && allowing.every(({ principal }) => outsiders.includes(principal.kind))
}

const NEVER = [null]

/** A session that was made without a code says `false`, keys say nothing (IAM User Guide, "AWS global condition context keys"). */
function mfaKeys(making: SessionMaking, isSession: boolean): [string, (string | null)[]][] {
  if (making.mfa !== 'none') return []
  return [
    ['aws:multifactorauthpresent', isSession ? ['false'] : NEVER],
    ['aws:multifactorauthage', NEVER],
  ]
}

/** When this server asks STS to become a role: what it passes, and what is known of itself. */
export function keysOfAssuming(making: SessionMaking): KnownKeys {
  const isKeys = making.own === 'userKeys'
  const unsent = ['sts:externalid', 'sts:sourceidentity', 'sts:transitivetagkeys', 'aws:tagkeys']
  return new Map<string, (string | null)[]>([
    ...mfaKeys(making, !isKeys),
    ...unsent.map((key): [string, null[]] => [key, NEVER]),
    ...(isKeys ? [['aws:sourceidentity', NEVER] as [string, null[]]] : []),
  ])
}

/** At the login. RDS may hand on less than there is (its pages disagree), so each key may be absent as well. */
export function keysOfLogin(making: SessionMaking, signer: Principal, assumes: boolean): KnownKeys {
  const isKeys = making.own === 'userKeys'
  const keys = new Map<string, (string | null)[]>(mfaKeys(making, assumes || !isKeys))
  // What a session of before brought, of tags and of identity, stays with those made from it.
  if (isKeys) {
    keys.set(OTHER_TAGS, NEVER)
    for (const [name, value] of Object.entries(signer.tags)) keys.set(tagKey(name), [value])
    keys.set('aws:sourceidentity', NEVER)
    if (!assumes) keys.set('aws:tokenissuetime', NEVER)
  }
  return new Map([...keys].map(([key, values]) => [key, [...new Set([...values, null])]]))
}

/** Of every tag that is not here by its name. */
const OTHER_TAGS = 'aws:principaltag/*'
const tagKey = (name: string) => `aws:principaltag/${name.toLowerCase()}`
