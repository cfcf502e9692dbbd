import type { ClientId } from './client'

interface Advice {
  text: string
  /** To copy; null: there is nothing to type. */
  line: string | null
}

const LIBMYSQL: Advice = {
  text: 'This program is built on MySQL’s own library, which takes the permission from its environment: set LIBMYSQL_ENABLE_CLEARTEXT_PLUGIN=1 and start it again.',
  line: 'LIBMYSQL_ENABLE_CLEARTEXT_PLUGIN=1',
}

/** MySQL Reference Manual, "Client-Side Cleartext Pluggable Authentication"; each driver's own documentation. */
const BY_CLIENT: Partial<Record<ClientId, Advice>> = {
  mysqlClient: {
    text: 'Give MySQL’s client --enable-cleartext-plugin. MariaDB’s client, which some systems install under the same name, needs no such option and refuses it.',
    line: '--enable-cleartext-plugin',
  },
  workbench: {
    text: 'Tick "Enable Cleartext Authentication Plugin" on the Advanced tab of the connection in MySQL Workbench.',
    line: null,
  },
  tablePlus: LIBMYSQL,
  mysql2Node: {
    text: 'Set enableCleartextPlugin: true in mysql2, beside ssl with the RDS bundle and verifyIdentity. A version that does not know the option is too old.',
    line: 'enableCleartextPlugin: true',
  },
  goMysql: {
    text: 'Add allowCleartextPasswords=true to the DSN of go-sql-driver, together with tls.',
    line: 'allowCleartextPasswords=true',
  },
  sqlx: {
    text: 'Call enable_cleartext_plugin(true) on MySqlConnectOptions in sqlx: its URL has no such option.',
    line: '.enable_cleartext_plugin(true)',
  },
  connectorPython: {
    text: 'Set auth_plugin="mysql_clear_password" in MySQL Connector/Python, with ssl_ca: it sends the token over TLS alone.',
    line: 'auth_plugin="mysql_clear_password"',
  },
  rubyMysql2: {
    text: 'Set enable_cleartext_plugin: true in mysql2 for Ruby.',
    line: 'enable_cleartext_plugin: true',
  },
  mysqlclientPython: LIBMYSQL,
  connectorJ: {
    text: 'MySQL Connector/J sends the token over TLS without any option: use sslMode=VERIFY_IDENTITY and a version of 8 or later.',
    line: 'sslMode=VERIFY_IDENTITY',
  },
  mariadbConnectorJ: {
    text: 'MariaDB Connector/J sends the token over TLS: use sslMode=verify-full and the RDS bundle.',
    line: 'sslMode=verify-full',
  },
  connectorNet: {
    text: 'Use MySqlConnector with SslMode=VerifyFull, or a MySql.Data of version 8: older ones know no clear text.',
    line: 'SslMode=VerifyFull',
  },
  mysqljs: {
    text: 'The package mysql knows no clear text at all: change to mysql2 with enableCleartextPlugin: true.',
    line: 'npm install mysql2',
  },
}

const ANY: Advice = {
  text: 'Allow the client to send the token as it is: --enable-cleartext-plugin in mysql, enableCleartextPlugin in mysql2, allowCleartextPasswords in Go, LIBMYSQL_ENABLE_CLEARTEXT_PLUGIN=1 for programs on MySQL’s library.',
  line: null,
}

/** How this client is told to send a token. TLS keeps it private: without TLS none of this may be switched on. */
export const cleartextAdvice = (client: ClientId | null): Advice => (client && BY_CLIENT[client]) || ANY
