/** What "Master user account privileges", RDS User Guide, lists for MariaDB and MySQL: all but SUPER, FILE and SHUTDOWN. */
const MASTER_RIGHTS = [
  'SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, RELOAD, PROCESS, REFERENCES, INDEX, ALTER, SHOW DATABASES',
  'CREATE TEMPORARY TABLES, LOCK TABLES, EXECUTE, REPLICATION SLAVE, BINLOG MONITOR, CREATE VIEW, SHOW VIEW',
  'CREATE ROUTINE, ALTER ROUTINE, CREATE USER, EVENT, TRIGGER',
].join(', ')

/** RDS keeps `rdsadmin` for itself: it signs in on the machine alone. */
export const rdsAdmin = `
rename user root@localhost to rdsadmin@localhost;
delete from mysql.global_priv where User = 'root';
delete from mysql.proxies_priv;
flush privileges;
`

/** Sessions of others are ended by procedures of RDS: "Ending a session or query", RDS User Guide. */
export const rdsUsers = (master: string, password: string) => `
create user ${master}@'%' identified by '${password}';
grant ${MASTER_RIGHTS} on *.* to ${master}@'%' with grant option;
create procedure mysql.rds_kill(in thread bigint) kill thread;
create procedure mysql.rds_kill_query(in thread bigint) kill query thread;
`
