import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { ownCaller } from '@/lib/access/decide/own-callers'
import { indexOfPrincipal } from '@/lib/access/decide/principal-index'
import { askTrust } from '@/lib/access/decide/trust-ways'
import type { Principal } from '@/lib/access/model/principal'
import { type OfSession, ofSession } from './decide-condition'
import { type KnownKeys, keysOfAssuming, keysOfLogin, type SessionMaking } from './session-making'

/** The session in which a signer signs here. */
export interface SignerSession {
  making: SessionMaking
  /** Whether STS lets this server become the role; `open` where it signs as itself. */
  becoming: OfSession
  atLogin: KnownKeys
}

export function signerSession(
  access: CompiledAccess,
  making: SessionMaking,
  caller: Principal,
  signer: Principal,
): SignerSession {
  const assumes = signer.arn !== caller.arn
  const becoming = assumes
    ? ofSession(askTrust(access, signer, ownCaller(access, caller)).condition, keysOfAssuming(making))
    : 'open'
  return { making, becoming, atLogin: keysOfLogin(making, signer, assumes) }
}

/** What this very session decides of what policies leave open for the signer on one resource. */
export function resourceOfSession(
  access: CompiledAccess,
  { becoming, atLogin }: SignerSession,
  signerArn: string,
  resource: string,
): OfSession {
  const index = indexOfPrincipal(access, signerArn)
  if (index === null || becoming === 'fails') return becoming
  const login = ofSession(access.compiled.explain(index, resource).condition, atLogin)
  return login === 'open' ? becoming : login
}
