import { doubleQuoted, hostsLine } from '../quoting'
import type { RecipeInput, RecipeTemplate } from '../recipe'

const application = (label: string, summary: string, input: RecipeInput) => ({
  id: 'dotnet' as const,
  label,
  group: 'application' as const,
  isRun: false,
  summary,
  hostsLine: hostsLine(input),
})

const token = ({ endpoint, region, databaseUser }: RecipeInput) =>
  `RDSAuthTokenGenerator.GenerateAuthToken(RegionEndpoint.GetBySystemName(${doubleQuoted(region)}), ${doubleQuoted(endpoint.host)}, ${endpoint.port}, ${doubleQuoted(databaseUser)})`

const portOf = ({ endpoint, dial }: RecipeInput) => dial?.port ?? endpoint.port

/** Npgsql documentation, "Auth token rotation and dynamic password": called for each physical connection, since 8.0. */
export const npgsqlRecipe = (input: RecipeInput): RecipeTemplate => ({
  ...application('.NET Npgsql', '.NET: a token for each connection of the data source', input),
  write: () => `using Amazon;
using Amazon.RDS.Util;
using Npgsql;

var settings = new NpgsqlConnectionStringBuilder
{
    Host = ${doubleQuoted(input.endpoint.host)},
    Port = ${portOf(input)},
    Username = ${doubleQuoted(input.databaseUser)},
    Database = ${doubleQuoted(input.databaseName)},
    SslMode = SslMode.VerifyFull,
    RootCertificate = ${doubleQuoted(input.caFile)},
};
var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
string Token() => ${token(input)};
// Before Npgsql 8: builder.UsePeriodicPasswordProvider, every 10 minutes.
builder.UsePasswordProvider(_ => Token(), (_, _) => ValueTask.FromResult(Token()));
await using var dataSource = builder.Build();
await using var command = dataSource.CreateCommand("select current_user");
Console.WriteLine(await command.ExecuteScalarAsync());
`,
})

/** MySqlConnector sends a token only inside TLS, without being told to. */
export const mysqlConnectorRecipe = (input: RecipeInput): RecipeTemplate => ({
  ...application('.NET MySqlConnector', '.NET: a token for each connection', input),
  write: () => `using Amazon;
using Amazon.RDS.Util;
using MySqlConnector;

var settings = new MySqlConnectionStringBuilder
{
    Server = ${doubleQuoted(input.endpoint.host)},
    Port = ${portOf(input)},
    UserID = ${doubleQuoted(input.databaseUser)},
    Database = ${doubleQuoted(input.databaseName)},
    SslMode = MySqlSslMode.VerifyFull,
    SslCa = ${doubleQuoted(input.caFile)},
};
await using var connection = new MySqlConnection(settings.ConnectionString)
{
    ProvidePasswordCallback = _ => ${token(input)},
};
await connection.OpenAsync();
await using var command = new MySqlCommand("select current_user()", connection);
Console.WriteLine(await command.ExecuteScalarAsync());
`,
})
