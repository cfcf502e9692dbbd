const OF_SCHEMAS = [
  'SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES, CREATE VIEW, SHOW VIEW',
  'TRIGGER, EXECUTE, CREATE ROUTINE, ALTER ROUTINE, EVENT, CREATE TEMPORARY TABLES, LOCK TABLES',
].join(', ')

/** The dashboard's own two users: one reads, one makes users and passes on what it holds in these schemas. */
export const gatehouseUsers = `
create user gatehouse_scan@'%' identified with AWSAuthenticationPlugin as 'RDS' require ssl with max_user_connections 4;
create user gatehouse_ops@'%' identified with AWSAuthenticationPlugin as 'RDS' require ssl;
grant select on mysql.* to gatehouse_scan@'%', gatehouse_ops@'%';
grant process on *.* to gatehouse_scan@'%';
grant create user, process on *.* to gatehouse_ops@'%';
grant execute on procedure mysql.rds_kill to gatehouse_ops@'%';
`

export const passesOn = (...schemas: string[]) =>
  schemas
    .map(schema => `grant ${OF_SCHEMAS} on ${schema}.* to gatehouse_ops@'%' with grant option;\n`)
    .join('')

/** SET DEFAULT ROLE of somebody else: CREATE USER is enough in MySQL 8; MariaDB asks for this, which is nearly everything. */
export const setsDefaultRoles = "grant update on mysql.* to gatehouse_ops@'%';"
