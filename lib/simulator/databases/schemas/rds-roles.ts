/** What RDS itself puts into every PostgreSQL: "Understanding PostgreSQL roles and permissions", RDS User Guide. */
export const rdsRoles = `
create role rds_iam nologin;
create role rds_replication nologin;
create role rds_superuser nologin in role pg_monitor, pg_signal_backend, pg_checkpoint, rds_replication;
`
