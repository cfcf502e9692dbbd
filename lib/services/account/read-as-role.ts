import 'server-only'
import type { Account } from '@/lib/account'
import {
  type ControlReading,
  describeOrganization,
  EXEMPT,
  type OrganizationFacts,
  openOrganizations,
  readControlPolicies,
} from '@/lib/aws/organizations'
import { AppError } from '@/lib/errors'

function stranger(roleArn: string, known: OrganizationFacts | null): AppError {
  const wanted = known
    ? `a role of its management account ${known.managementAccountId} or of a delegated administrator in ${known.id}`
    : 'a role of the management account or of a delegated administrator of its organisation'
  const sentence = `${roleArn} reads another organisation than the one of this account. Set GATEHOUSE_ORGANIZATION_ROLE to ${wanted}.`
  return new AppError('invalid', sentence)
}

/** STS does not say which side refused. */
function bothSides(error: unknown): unknown {
  if (!(error instanceof AppError) || error.missingAction !== 'sts:AssumeRole') return error
  const { answer, missingAction, cause } = error
  const sentence = `${error.message} The role must exist, and its trust policy must name the identity of this server.`
  return new AppError('accessDenied', sentence, { ...(answer ? { answer } : {}), missingAction, cause })
}

/** What the role may see of our account. It may stand in another organisation: what binds accounts there does not bind ours. */
export async function readAsRole(
  account: Account,
  roleArn: string,
  accountId: string,
  known: OrganizationFacts | null,
): Promise<ControlReading & { facts: OrganizationFacts }> {
  const client = openOrganizations(account, roleArn)
  const facts = await describeOrganization(account, client).catch(error => {
    throw bothSides(error)
  })
  if (!facts || (known && known.id !== facts.id)) throw stranger(roleArn, known)
  if (facts.managementAccountId === accountId) return { facts, ...EXEMPT }
  try {
    return { facts, ...(await readControlPolicies(account, client, accountId)) }
  } catch (error) {
    const elsewhere = error instanceof AppError && error.code === 'notFound'
    throw elsewhere ? stranger(roleArn, known) : error
  }
}
