import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { type HeldPolicy, heldPolicies, type UnreadHeld, unreadHeld } from '@/lib/access/decide/held-policies'
import { findPrincipal } from '@/lib/access/decide/principal-index'
import { caveatsOfPrincipal } from '@/lib/access/decide/weighed-caveats'
import { type AssumePath, whoCanBecome } from '@/lib/access/explain/assume-paths'
import type { Caveat } from '@/lib/access/model/caveat'
import type { Part } from '@/lib/access/model/part'
import type { Principal } from '@/lib/access/model/principal'
import { waysCaveat } from '@/lib/access/organization/resource-control'
import { type ReachRow, reachOf } from '@/lib/access/reach/reach'
import { asOf } from '@/lib/access/reading/as-of'
import { beyondRead } from '@/lib/access/reading/beyond-read'
import { type DatedPart, datedParts } from '@/lib/access/reading/dated-parts'
import type { Finding } from '@/lib/findings/finding'
import { findingsOfPrincipal } from '@/lib/findings/findings-of-principal'
import { unreadBehindFindings } from '@/lib/findings/reading-coverage'
import { assertCan } from '@/lib/operator/operator'
import { loadInventory } from '@/lib/services/account/load-inventory'
import type { Context } from '@/lib/services/context'
import { openFindings } from '@/lib/services/findings/open-findings'

export type PrincipalFinding = Pick<Finding, 'id' | 'severity' | 'title' | 'sentence'>

export interface PrincipalPage {
  principal: Principal
  reach: ReachRow[]
  becomes: AssumePath[]
  /** What of the organisation may still forbid becoming it. */
  waysCaveat: string | null
  policies: HeldPolicy[]
  /** What it holds beside these, of which no text was read. */
  unreadPolicies: UnreadHeld[]
  /** Targets that this principal cannot reach in any way. */
  unreached: number
  /** Open ones about it, worst first; null: they are being looked for. */
  findings: PrincipalFinding[] | null
  /** What these leave out; null: nothing. */
  findingsUnread: string | null
  /** Regions that were not listed whole, in words; null: all of them were. */
  beyond: string | null
  /** Users, roles and policies: read now, or kept from before. */
  iam: Part
  /** What weakens an answer about this principal. */
  caveats: Caveat[]
  /** Policies of others that did not come: who can become it may hang on them. */
  caveatsOfOthers: Caveat[]
  /** When the organisation was asked what it says over this account. */
  organizationReadAt: string
  readAt: string
  /** That of each part it rests on. */
  dates: DatedPart[]
}

export async function getPrincipal(context: Context, question: { arn: string }): Promise<PrincipalPage> {
  assertCan(context, 'read')
  const inventory = await loadInventory(context.account)
  const access = compileAccess(inventory)
  const { principal, index } = findPrincipal(access, question.arn)
  const reach = reachOf(access, principal.arn)
  const { own, others } = caveatsOfPrincipal(access, index)
  const policies = heldPolicies(inventory, principal)
  const open = await openFindings(context, inventory)
  const policyIds = new Set(policies.map(({ id }) => id))
  const reached = new Set(reach.map(row => row.target.resourceId))
  return {
    principal,
    reach,
    becomes: principal.kind === 'role' ? whoCanBecome(access, principal.arn) : [],
    waysCaveat: waysCaveat(inventory.organization),
    policies,
    unreadPolicies: unreadHeld(inventory, principal),
    unreached: inventory.targets.length - reached.size,
    findings:
      open &&
      findingsOfPrincipal(open, { arn: principal.arn, policyIds }).map(
        ({ id, severity, title, sentence }) => {
          return { id, severity, title, sentence }
        },
      ),
    findingsUnread: unreadBehindFindings(inventory),
    beyond: beyondRead(inventory.regions),
    iam: inventory.parts.iam,
    caveats: own,
    caveatsOfOthers: principal.kind === 'role' ? others : [],
    organizationReadAt: inventory.organization.readAt,
    readAt: asOf(inventory),
    dates: datedParts(inventory),
  }
}
