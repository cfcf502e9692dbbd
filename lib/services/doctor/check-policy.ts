import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Explanation } from '@/lib/access/explain/explain'
import { hasIam } from '@/lib/access/model/inventory'
import { signerOf, verdictFor } from '@/lib/services/account/signing-as'
import type { Asked } from '@/lib/services/doctor/asked'
import { type CheckFinding, cannotTell, failed, ok } from '@/lib/services/doctor/check-answer'
import { stepOf, stepWords } from '@/lib/services/doctor/deciding-words'
import { grantFix } from '@/lib/services/doctor/fixes'
import { whoMay } from '@/lib/services/doctor/likely-signers'

/** What IAM says of this signer as this user, or what is missing to ask. */
export function explained({ reading, target, databaseUser, principalArn }: Asked): Explanation | string {
  if (!databaseUser) return 'Name the database user: a policy allows or denies one at a time.'
  if (!hasIam(reading))
    return 'Users, roles and policies were not read, so that no verdict is known. Let this server read IAM: see Settings.'
  if (!principalArn) {
    const who = whoMay(compileAccess(reading), target, databaseUser)
    return who
      ? `By IAM, ${who} may connect as ${databaseUser}. Choose who was signing in.`
      : `No policy that was read lets anybody connect as ${databaseUser} here. Choose who was signing in.`
  }
  const signer = signerOf(reading, principalArn)
  return (
    verdictFor(reading, target, databaseUser, signer) ??
    `${signer.label} is not among the users and roles of account ${reading.accountId} that were read. Its policies are known where it lives.`
  )
}

/** Identity policies and boundary: what the account itself decides. No session policy is ever known. */
const OWN_STEPS = ['identity', 'boundary'] as const

const SAY_SIGNER = { kind: 'saySigner', label: 'Choose who' } as const

export async function checkPolicy(asked: Asked): Promise<CheckFinding> {
  const said = explained(asked)
  const evaluated = true
  if (typeof said === 'string')
    return cannotTell({
      cause: 'policyMissing',
      title: 'Whether a policy allows it',
      evidence: said,
      evaluated,
      fix: asked.databaseUser && !asked.principalArn && hasIam(asked.reading) ? SAY_SIGNER : null,
    })
  const { context, target } = asked
  const { principalLabel, databaseUser, path, missingPiece } = said
  const steps = OWN_STEPS.flatMap(id => stepOf(path, id) ?? [])
  const failing = steps.find(({ outcome }) => outcome === 'fail')
  const open = steps.find(({ outcome }) => outcome === 'conditional' || outcome === 'unknown')
  if (failing) {
    const near = missingPiece?.next.some(({ kind }) => kind === 'nearMiss') ?? false
    const denied = failing.statements.some(({ role }) => role === 'Denies it')
    const principal = { arn: said.principalArn, label: principalLabel }
    return failed({
      cause: near ? 'policyOtherId' : 'policyMissing',
      title: near
        ? `A policy of ${principalLabel} means ${databaseUser}, and does not say it`
        : `${principalLabel} may not connect as ${databaseUser}`,
      evidence: near || !denied ? (missingPiece?.text ?? said.sentence) : stepWords(failing),
      // A grant of its own ends no Deny, and reaches past no boundary.
      fix:
        denied || failing.id !== 'identity' ? null : grantFix(context, target, { principal, databaseUser }),
      known: { policyAllows: false, signer: principalLabel },
      evaluated,
    })
  }
  if (open)
    return cannotTell({
      cause: 'policyMissing',
      title: `${principalLabel} may connect as ${databaseUser} only under conditions`,
      evidence: said.detail || said.sentence,
      known: { signer: principalLabel },
      evaluated,
    })
  const words = steps.filter(({ outcome }) => outcome === 'pass').map(stepWords)
  return ok({
    title: `${principalLabel} may connect as ${databaseUser}`,
    evidence: `${words.join(' ')} A session policy may still narrow it, and a change of a moment ago takes time to arrive.`,
    known: { policyAllows: true, signer: principalLabel },
    evaluated,
  })
}

/** SCPs: what no policy of the account can lift. */
export async function checkOrganization(asked: Asked): Promise<CheckFinding> {
  const said = explained(asked)
  const evaluated = true
  const title = 'Whether the organisation denies it'
  const cause = 'organizationDenies' as const
  if (typeof said === 'string') return cannotTell({ cause, title, evidence: said, evaluated })
  const step = stepOf(said.path, 'organization')
  if (said.refused || step?.outcome === 'fail')
    return failed({
      cause,
      title: `The organisation denies ${said.principalLabel} this sign-in`,
      evidence: `${step ? stepWords(step) : said.sentence} Only whoever administers the organisation can change it.`,
      known: { policyAllows: false },
      evaluated,
    })
  if (!step || step.outcome === 'notApplicable')
    return ok({
      title: 'No organisation policy stands over it',
      evidence: step ? `${step.words}.` : 'The account is in no organisation.',
      evaluated,
    })
  if (step.outcome === 'pass')
    return ok({ title: 'The organisation denies nothing of it', evidence: stepWords(step), evaluated })
  return cannotTell({
    cause,
    title,
    evidence: `${stepWords(step)} Check with AWS in the matrix asks the policy simulator, which knows them.`,
    evaluated,
  })
}
