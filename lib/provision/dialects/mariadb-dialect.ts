import { ENGINE_FAMILIES } from '@/lib/access/model/engine-family/engine-families'
import { isSince } from '../version'
import { mysqlDialect } from './mysql-dialect'
import { wantedInMysql } from './mysql-rights'
import { setDefaultRole } from './mysql-statements'

/** MariaDB Knowledge Base, "CREATE ROLE", "SET DEFAULT ROLE", "GRANT": where it differs from MySQL. */
export const mariadb = mysqlDialect(
  ENGINE_FAMILIES.mariadb.longestUserName,
  setDefaultRole,
  wantedInMysql({
    roleHost: null,
    // REPLICATION CLIENT is called BINLOG MONITOR since 10.5, and shows replicas no more.
    watch: version =>
      isSince(version, 10, 5)
        ? ['PROCESS', 'BINLOG MONITOR', 'SLAVE MONITOR']
        : ['PROCESS', 'REPLICATION CLIENT'],
    hasRoles: () => true,
    oneDefaultRole: true,
  }),
)
