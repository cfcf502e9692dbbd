import type { Caveat } from '@/lib/access/model/caveat'
import type { Target } from '@/lib/access/model/target'
import { caveatsFor } from '@/lib/access/reading/caveats-for'
import { heaviestFirst } from '@/lib/access/reading/heaviest-first'
import { caveatHolders, caveatHoldersAt } from './caveat-holders'
import type { CompiledAccess } from './compile-access'

function whoseWords(access: CompiledAccess, holders: readonly number[]): string {
  const labels = holders.flatMap(index => access.inventory.principals[index]?.label ?? [])
  if (labels.length < 3) return labels.join(' and ')
  return `${labels[0]} and ${labels.length - 1} more principals`
}

interface Weighed {
  caveat: Caveat
  holders: number[] | null
}

/** A policy that nobody holds weakens no answer. */
function byWeight(access: CompiledAccess, weighed: readonly Weighed[]): Caveat[] {
  return heaviestFirst(
    weighed
      .filter(({ holders }) => holders === null || holders.length > 0)
      .map(({ caveat, holders }) => (holders ? { ...caveat, whose: whoseWords(access, holders) } : caveat)),
  )
}

/** What weakens answers at one target: the heaviest first, each with whose answers where they are not all. */
export function caveatsAt(access: CompiledAccess, target: Target): Caveat[] {
  const weighed = caveatsFor(access.inventory, target).map(caveat => ({
    caveat,
    holders: caveatHoldersAt(access, target, caveat),
  }))
  return byWeight(access, weighed)
}

/** Of one principal there. Who can become a role hangs on the policies of others too, so a role loses none of theirs. */
export function caveatsOfCell(access: CompiledAccess, target: Target, principal: number): Caveat[] {
  if (access.inventory.principals[principal]?.kind === 'role') return caveatsAt(access, target)
  const weighed = caveatsFor(access.inventory, target).flatMap(caveat => {
    const holders = caveatHoldersAt(access, target, caveat)
    return holders === null || holders.includes(principal) ? [{ caveat, holders }] : []
  })
  return byWeight(access, weighed)
}

/** All of an account for the page of one principal: `others` weaken no answer about its own reach. */
export function caveatsOfPrincipal(access: CompiledAccess, principal: number) {
  const weighed = access.inventory.caveats.map(caveat => ({ caveat, holders: caveatHolders(access, caveat) }))
  // At a proxy that signs in as its role, what that role holds decides for everybody.
  const roles = new Set(access.inventory.targets.map(({ proxy }) => proxy?.roleArn))
  const concerns = ({ holders }: Weighed) =>
    holders === null ||
    holders.some(index => index === principal || roles.has(access.inventory.principals[index]?.arn))
  return {
    own: byWeight(access, weighed.filter(concerns)),
    others: byWeight(
      access,
      weighed.filter(each => !concerns(each)),
    ),
  }
}
