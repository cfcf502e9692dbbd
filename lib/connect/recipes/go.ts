import { conninfoValue, dialAddress, doubleQuoted } from '../quoting'
import type { RecipeInput, RecipeTemplate } from '../recipe'

const application = (label: string) => ({
  id: 'go' as const,
  label,
  group: 'application' as const,
  isRun: false,
  summary: 'Go: a token for each connection, in BeforeConnect',
})

const token = ({ endpoint, region, databaseUser }: RecipeInput) =>
  `auth.BuildAuthToken(ctx, ${doubleQuoted(`${endpoint.host}:${endpoint.port}`)}, ${doubleQuoted(region)}, ${doubleQuoted(databaseUser)}, account.Credentials)`

/** pgxpool documentation, `Config.BeforeConnect`. */
export function goPgxRecipe(input: RecipeInput): RecipeTemplate {
  const { endpoint, dial, caFile } = input
  const conninfo = [
    `host=${endpoint.host} port=${dial?.port ?? endpoint.port}`,
    `dbname=${conninfoValue(input.databaseName)} user=${conninfoValue(input.databaseUser)}`,
    `sslmode=verify-full sslrootcert=${conninfoValue(caFile)}`,
  ].join(' ')
  const lookup = dial
    ? `\n\tsettings.ConnConfig.LookupFunc = func(context.Context, string) ([]string, error) {\n\t\treturn []string{${doubleQuoted(dialAddress(dial))}}, nil\n\t}`
    : ''
  return {
    ...application('Go pgx'),
    write: () => `package main

import (
\t"context"
\t"fmt"
\t"log"

\t"github.com/aws/aws-sdk-go-v2/config"
\t"github.com/aws/aws-sdk-go-v2/feature/rds/auth"
\t"github.com/jackc/pgx/v5"
\t"github.com/jackc/pgx/v5/pgxpool"
)

func main() {
\tctx := context.Background()
\taccount, err := config.LoadDefaultConfig(ctx)
\tif err != nil {
\t\tlog.Fatal(err)
\t}
\tsettings, err := pgxpool.ParseConfig(${doubleQuoted(conninfo)})
\tif err != nil {
\t\tlog.Fatal(err)
\t}${lookup}
\tsettings.BeforeConnect = func(ctx context.Context, connection *pgx.ConnConfig) error {
\t\ttoken, err := ${token(input)}
\t\tconnection.Password = token
\t\treturn err
\t}
\tpool, err := pgxpool.NewWithConfig(ctx, settings)
\tif err != nil {
\t\tlog.Fatal(err)
\t}
\tdefer pool.Close()
\tvar user string
\tif err := pool.QueryRow(ctx, "select current_user").Scan(&user); err != nil {
\t\tlog.Fatal(err)
\t}
\tfmt.Println(user)
}
`,
  }
}

/** go-sql-driver/mysql documentation: `BeforeConnect` is there since 1.8; a token needs `AllowCleartextPasswords`. */
export function goMysqlRecipe(input: RecipeInput): RecipeTemplate {
  const { endpoint, dial } = input
  const address = dial ? `${dialAddress(dial)}:${dial.port}` : `${endpoint.host}:${endpoint.port}`
  return {
    ...application('Go mysql'),
    write: () => `package main

import (
\t"context"
\t"crypto/tls"
\t"crypto/x509"
\t"database/sql"
\t"fmt"
\t"log"
\t"os"

\t"github.com/aws/aws-sdk-go-v2/config"
\t"github.com/aws/aws-sdk-go-v2/feature/rds/auth"
\t"github.com/go-sql-driver/mysql"
)

func main() {
\tctx := context.Background()
\taccount, err := config.LoadDefaultConfig(ctx)
\tif err != nil {
\t\tlog.Fatal(err)
\t}
\tbundle, err := os.ReadFile(${doubleQuoted(input.caFile)})
\tif err != nil {
\t\tlog.Fatal(err)
\t}
\tauthorities := x509.NewCertPool()
\tauthorities.AppendCertsFromPEM(bundle)
\tsettings := mysql.NewConfig()
\tsettings.Net = "tcp"
\tsettings.Addr = ${doubleQuoted(address)}
\tsettings.User = ${doubleQuoted(input.databaseUser)}
\tsettings.DBName = ${doubleQuoted(input.databaseName)}
\tsettings.AllowCleartextPasswords = true
\tsettings.TLS = &tls.Config{RootCAs: authorities, ServerName: ${doubleQuoted(endpoint.host)}}
\terr = settings.Apply(mysql.BeforeConnect(func(ctx context.Context, connection *mysql.Config) error {
\t\ttoken, err := ${token(input)}
\t\tconnection.Passwd = token
\t\treturn err
\t}))
\tif err != nil {
\t\tlog.Fatal(err)
\t}
\tconnector, err := mysql.NewConnector(settings)
\tif err != nil {
\t\tlog.Fatal(err)
\t}
\tpool := sql.OpenDB(connector)
\tdefer pool.Close()
\tvar user string
\tif err := pool.QueryRowContext(ctx, "select current_user()").Scan(&user); err != nil {
\t\tlog.Fatal(err)
\t}
\tfmt.Println(user)
}
`,
  }
}
