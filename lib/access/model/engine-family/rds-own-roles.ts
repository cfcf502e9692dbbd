/**
 * What RDS keeps for itself in a PostgreSQL server. The prefix is not reserved: RDS User Guide, "Setting up the pgAudit
 * extension", makes rds_pgaudit, and people sign in as rdsuser.
 */
const OWN: ReadonlySet<string> = new Set([
  ...['rdsadmin', 'rdsrepladmin', 'rdsproxyadmin', 'rdstopmgr', 'rdswriteforwarduser'],
  ...[
    'rds_superuser',
    'rds_iam',
    'rds_ad',
    'rds_password',
    'rds_replication',
    'rds_extension',
    'rds_reserved',
  ],
])

export const isRdsOwnRole = (name: string): boolean => OWN.has(name)
