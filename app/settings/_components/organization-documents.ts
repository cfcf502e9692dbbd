import { ORGANIZATION_READS } from '@/lib/access/reading/server-policies'

const document = (statement: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2)

interface Account {
  accountId: string
  partition: string
}

/**
 * Organizations User Guide, "Resource-based policy examples": lets an account read its organisation. There is one such policy
 * in an organisation, so the statement joins those that it has.
 */
export function delegation({ accountId, partition }: Account): string {
  return document({
    Sid: 'GatehouseReadsOrganization',
    Effect: 'Allow',
    Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
    Action: ORGANIZATION_READS,
    Resource: '*',
  })
}

/** Who may become the reader: this server and nobody else. */
export function readerTrust(ownArn: string): string {
  return document({ Effect: 'Allow', Principal: { AWS: ownArn }, Action: 'sts:AssumeRole' })
}

export function readerPermissions(): string {
  return document({
    Sid: 'GatehouseReadOrganization',
    Effect: 'Allow',
    Action: ORGANIZATION_READS,
    Resource: '*',
  })
}

/** What this server itself needs to become the reader. */
export function mayBecomeReader(readerArn: string): string {
  return document({
    Sid: 'GatehouseOrganizationReader',
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Resource: readerArn,
  })
}

/** Where no role is set: the name that the documents and the setting then agree on. */
export function proposedReader(partition: string, managementAccountId: string | null): string {
  return `arn:${partition}:iam::${managementAccountId ?? 'MANAGEMENT-ACCOUNT'}:role/gatehouse-organization-reader`
}
