import { doubleQuoted, hostsLine } from '../quoting'
import type { RecipeInput, RecipeTemplate } from '../recipe'

/** Everything as a property: a URL each driver reads in its own way, MariaDB's without decoding it. */
const DRIVERS = {
  postgres: {
    named: encodeURIComponent,
    scheme: 'postgresql',
    tls: { sslmode: 'verify-full' },
    ca: 'sslrootcert',
    who: 'pgJDBC',
  },
  mariadb: {
    named: (name: string) => name,
    scheme: 'mariadb',
    tls: { useSsl: 'true', sslMode: 'verify-full' },
    ca: 'serverSslCert',
    who: 'MariaDB Connector/J, for MySQL too',
  },
} as const

function jdbcRecipe(driver: keyof typeof DRIVERS, input: RecipeInput): RecipeTemplate {
  const { named, scheme, tls, ca, who } = DRIVERS[driver]
  const { endpoint, dial } = input
  const url = `jdbc:${scheme}://${endpoint.host}:${dial?.port ?? endpoint.port}/${named(input.databaseName)}`
  const properties = (token: string) =>
    Object.entries({ user: input.databaseUser, password: token, ...tls, [ca]: input.caFile })
      .map(([name, value]) => `    how.setProperty(${doubleQuoted(name)}, ${doubleQuoted(value)});`)
      .join('\n')
  return {
    id: 'jdbc',
    label: 'JDBC',
    group: 'code',
    isRun: true,
    summary: `Java class, ${who}, TLS verified`,
    hostsLine: hostsLine(input),
    write: token => `import java.sql.DriverManager;
import java.util.Properties;

public class Connect {
  public static void main(String[] arguments) throws Exception {
    Properties how = new Properties();
${properties(token)}
    try (var connection = DriverManager.getConnection(${doubleQuoted(url)}, how);
        var rows = connection.createStatement().executeQuery("select current_user")) {
      while (rows.next()) System.out.println(rows.getString(1));
    }
  }
}
`,
  }
}

export const postgresJdbcRecipe = (input: RecipeInput) => jdbcRecipe('postgres', input)
export const mariadbJdbcRecipe = (input: RecipeInput) => jdbcRecipe('mariadb', input)
