import 'server-only'
import { type CompiledAccess, compileAccess } from '@/lib/access/decide/compile-access'
import type { Inventory } from '@/lib/access/model/inventory'
import { principalBehind } from '@/lib/access/model/principal-behind'
import { reaches } from '@/lib/access/model/verdict'
import type { SigningCredentials } from '@/lib/aws/sts'
import { assumableRoles } from '@/lib/connect/assumable-roles'
import {
  type ConnectionOption,
  chooseSigner,
  connectionOptions,
  fits,
  type OtherSigner,
  type WantedConnection,
} from '@/lib/connect/connection-options'
import { sessionOf } from '@/lib/services/account/session-of'
import { CALLER, type SignAs, signerOf } from '@/lib/services/account/signing-as'

export interface SignerChoice {
  arn: SignAs
  label: string
  kind: 'caller' | 'role'
}

/** The server itself first, then the roles that it may become. */
export function signersOf(access: CompiledAccess): SignerChoice[] {
  const { inventory } = access
  const caller = principalBehind(inventory, inventory.callerArn)
  const roles = caller ? assumableRoles(access, caller) : []
  return [
    { arn: CALLER, label: signerOf(inventory, CALLER).label, kind: 'caller' },
    ...roles.map(({ arn, label }) => ({ arn, label, kind: 'role' as const })),
  ]
}

/** What a signer may open, as the session decides it in which it signs here. */
export function optionsOfSigner(
  inventory: Inventory,
  own: SigningCredentials,
  signAs: SignAs,
): ConnectionOption[] {
  const { principal } = signerOf(inventory, signAs)
  const session = sessionOf(inventory, signAs, own)
  return connectionOptions(compileAccess(inventory), principal?.arn ?? null, session)
}

/** The narrowest that opens it now, else with MFA; null: none does, as far as is known. */
export function signerThatOpens(
  inventory: Inventory,
  own: SigningCredentials,
  wanted: WantedConnection,
): OtherSigner | null {
  const optionsFor = ({ arn }: SignerChoice) => optionsOfSigner(inventory, own, arn)
  const chosen = chooseSigner(signersOf(compileAccess(inventory)), optionsFor, wanted)
  const fitting = chosen ? optionsFor(chosen).filter(option => fits(option, wanted)) : []
  const withMfa = !fitting.some(({ verdict }) => reaches(verdict))
  if (!chosen || (withMfa && !fitting.some(({ needsMfa }) => needsMfa))) return null
  return { arn: chosen.arn, label: chosen.label, withMfa }
}
