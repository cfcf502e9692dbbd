import { doubleQuoted, hostsLine } from '../quoting'
import type { RecipeInput, RecipeTemplate } from '../recipe'

const DRIVERS = {
  postgres: {
    named: encodeURIComponent,
    scheme: 'postgresql',
    tls: { sslmode: 'verify-full' },
    ca: 'sslrootcert',
  },
  mariadb: {
    named: (name: string) => name,
    scheme: 'mariadb',
    tls: { sslMode: 'verify-full' },
    ca: 'serverSslCert',
  },
} as const

/**
 * AWS Advanced JDBC Wrapper, "AWS IAM Authentication Plugin". Through a tunnel the port in the URL is the tunnel's, and
 * `iamDefaultPort` names the one to sign. It keeps a token for 14 and a half minutes at most.
 */
function wrapperRecipe(driver: keyof typeof DRIVERS, input: RecipeInput): RecipeTemplate {
  const { named, scheme, tls, ca } = DRIVERS[driver]
  const { endpoint, dial, region, caFile } = input
  const url = `jdbc:aws-wrapper:${scheme}://${endpoint.host}:${dial?.port ?? endpoint.port}/${named(input.databaseName)}`
  const properties = {
    wrapperPlugins: 'iam',
    user: input.databaseUser,
    iamRegion: region,
    iamDefaultPort: String(endpoint.port),
    ...tls,
    [ca]: caFile,
  }
  const lines = Object.entries(properties).map(
    ([name, value]) => `    how.setProperty(${doubleQuoted(name)}, ${doubleQuoted(value)});`,
  )
  return {
    id: 'jdbc-wrapper',
    label: 'JDBC wrapper',
    group: 'application',
    isRun: false,
    summary: 'Java, AWS Advanced JDBC Wrapper with its iam plugin',
    hostsLine: hostsLine(input),
    write:
      () => `// software.amazon.jdbc:aws-advanced-jdbc-wrapper, software.amazon.awssdk:rds, and the driver itself
import java.sql.DriverManager;
import java.util.Properties;

public class Connect {
  public static void main(String[] arguments) throws Exception {
    Properties how = new Properties();
${lines.join('\n')}
    try (var connection = DriverManager.getConnection(${doubleQuoted(url)}, how);
        var rows = connection.createStatement().executeQuery("select current_user")) {
      while (rows.next()) System.out.println(rows.getString(1));
    }
  }
}
`,
  }
}

export const postgresWrapperRecipe = (input: RecipeInput) => wrapperRecipe('postgres', input)
export const mariadbWrapperRecipe = (input: RecipeInput) => wrapperRecipe('mariadb', input)
