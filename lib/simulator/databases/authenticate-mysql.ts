import type { Pool, RowDataPacket } from 'mysql2/promise'
import { type Method, matchingRow, methodsOf } from './mariadb/matching-row'
import { nativeMatches } from './mysql-front/native-password'
import type { MySqlError } from './mysql-front/packets'
import { accessDenied, type MySqlFrontOptions, VISITOR_ADDRESS } from './mysql-front/start-mysql-front'
import { type Gate, refuseToken } from './refuse-token'
import { findTarget } from './target-now'

const FIND_ROWS = `select Host as host, Priv as priv from mysql.global_priv
where User = ? and Host <> '' and json_value(Priv, '$.is_role') is null`

const PLUGIN = 'AWSAuthenticationPlugin'

/** Without a catalog nobody knows who has a password: each is asked for a token. */
const UNKNOWN: Method[] = [{ plugin: PLUGIN, kept: 'RDS' }]

const INSECURE: MySqlError = {
  code: 3159,
  state: 'HY000',
  message: 'Connections using insecure transport are prohibited while --require_secure_transport=ON.',
}

/** "Troubleshooting for IAM DB authentication", RDS User Guide. */
const NOT_LOADED: MySqlError = { code: 1524, state: 'HY000', message: `Plugin '${PLUGIN}' is not loaded` }

/** RDS's order: TLS where the parameter group asks for it, then what the row of this user and host says. */
export function authenticateMysql(
  gate: Gate,
  admin: () => Promise<Pool | null>,
): Pick<MySqlFrontOptions, 'wayIn' | 'admits'> {
  /** In the order in which the server tries them; none: no row fits. */
  async function methods(user: string): Promise<Method[]> {
    const catalog = await admin()
    if (!catalog) return UNKNOWN
    const [rows] = await catalog.execute<(RowDataPacket & { host: string; priv: string })[]>(FIND_ROWS, [
      user,
    ])
    const row = matchingRow(rows, VISITOR_ADDRESS)
    return row ? methodsOf(row.priv) : []
  }

  const targetNow = () => findTarget(gate.world, gate.identifier, gate.now(), gate.settleMs)
  return {
    async wayIn(visitor) {
      const target = targetNow()
      if (!visitor.secure && target?.parameters.require_secure_transport === '1') return INSECURE
      const ways = await methods(visitor.user)
      if (ways.length === 0) return accessDenied(visitor.user, visitor.gavePassword)
      if (!ways.some(({ plugin }) => plugin === PLUGIN)) return 'engine'
      if (!target?.iamAuth) return NOT_LOADED
      // A token is never asked for in clear text.
      return visitor.secure ? 'token' : accessDenied(visitor.user, true)
    },
    async admits(visitor, token) {
      const target = targetNow()
      if (target?.iamAuth && refuseToken(gate, target, visitor.user, token) === null) return true
      const others = await methods(visitor.user)
      return others.some(
        ({ plugin, kept }) => plugin === 'mysql_native_password' && nativeMatches(token, kept),
      )
    },
  }
}
