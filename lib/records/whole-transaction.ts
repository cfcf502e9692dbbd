/**
 * A database's own limit on whole transactions is for others' queries: ours have limits of their own, and one that migrates, checks
 * the log or holds locks may take longer. Servers before PostgreSQL 17 know no such setting (manual, "Client Connection Defaults").
 */
export const WITHOUT_TRANSACTION_TIMEOUT = `select set_config('transaction_timeout', '0', true)
  where current_setting('transaction_timeout', true) is not null`
