/** What holding a role of the engine's own means. PostgreSQL, "Predefined Roles"; RDS User Guide, "Understanding the rds_superuser role". */
const WORDS: Readonly<Record<string, string>> = {
  pg_monitor: 'reads statistics and settings of the whole server',
  pg_read_all_settings: 'reads every setting',
  pg_read_all_stats: 'reads every statistic, and what others run',
  pg_stat_scan_tables: 'runs checks that may lock tables',
  pg_read_all_data: 'reads every table of every database',
  pg_write_all_data: 'writes every table of every database',
  pg_signal_backend: 'ends queries and sessions of others',
  pg_signal_autovacuum_worker: 'stops the cleaning of tables',
  pg_checkpoint: 'starts checkpoints',
  pg_maintain: 'maintains every table: vacuum, analyze, reindex',
  pg_create_subscription: 'makes subscriptions of replication',
  pg_use_reserved_connections: 'takes connections that are kept in reserve',
  pg_database_owner: 'owns what belongs to the owner of the database',
  pg_read_server_files: 'reads files of the server',
  pg_write_server_files: 'writes files of the server',
  pg_execute_server_program: 'runs programs on the server',
  rds_superuser: 'administers the server, as far as RDS lets anybody',
  rds_iam: 'signs in with an IAM token',
  rds_ad: 'signs in by Kerberos',
  rds_password: 'changes passwords where RDS restricts that',
  rds_replication: 'replicates',
}

/** Null: a role that somebody made here. */
export const predefinedRole = (name: string): string | null =>
  Object.hasOwn(WORDS, name) ? (WORDS[name] ?? null) : null
