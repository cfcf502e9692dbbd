import { describe, expect, it } from 'vitest'
import type { CauseId } from './cause'
import { NOTHING_KNOWN } from './circumstances'
import { rankCauses } from './rank-causes'
import { recognise } from './recognise'

const HOST = 'db.c9xk2m4ab7qz.eu-central-1.rds.amazonaws.com'

/** One fault in the words of several clients and versions: none of them is told by one wording, code or line alone. */
const WORDINGS: Partial<Record<CauseId, string[]>> = {
  hostUnknown: [
    `psql: error: could not translate host name "${HOST}" to address: Name or service not known`,
    `ERROR 2005 (HY000): Unknown server host '${HOST}' (-2)`,
    `ERROR 2005 (HY000): Unknown MySQL server host '${HOST}' (11001)`,
    `Error: getaddrinfo ENOTFOUND ${HOST}`,
    `dial tcp: lookup ${HOST} on 10.0.0.2:53: no such host`,
    `Caused by: java.net.UnknownHostException: ${HOST}: Temporary failure in name resolution`,
    'socket.gaierror: [Errno -3] Temporary failure in name resolution',
    'System.Net.Sockets.SocketException (11001): No such host is known.',
    'error: failed to lookup address information: nodename nor servname provided, or not known',
  ],
  nothingListens: [
    `connection to server at "${HOST}" (10.0.0.1), port 5433 failed: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?`,
    `ERROR 2003 (HY000): Can't connect to MySQL server on '${HOST}:3307' (111)`,
    `ERROR 2002 (HY000): Can't connect to server on '${HOST}' (111)`,
    'Error: connect ECONNREFUSED 127.0.0.1:5432',
    'dial tcp 127.0.0.1:3306: connect: connection refused',
    "ConnectionRefusedError: [Errno 111] Connect call failed ('127.0.0.1', 5432)",
    'Connection to localhost:5432 refused. Check that the hostname and port are correct',
  ],
  noAnswer: [
    `connection to server at "${HOST}" (10.0.0.1), port 5432 failed: Operation timed out`,
    `ERROR 2003 (HY000): Can't connect to MySQL server on '${HOST}:3306' (110)`,
    'Error: connect ETIMEDOUT 10.0.0.1:3306',
    'dial tcp 10.0.0.1:5432: i/o timeout',
    'failed to connect to `host=h user=u database=d`: dial error (timeout: context deadline exceeded)',
    'java.net.SocketTimeoutException: connect timed out',
    'Error: Connection terminated due to connection timeout',
  ],
  certificateName: [
    'server certificate for "*.eu-central-1.rds.amazonaws.com" does not match host name "db.example.com"',
    "Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: Host: localhost.",
    `x509: certificate is valid for ${HOST}, not db.example.com`,
    "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'db.example.com'.",
    'org.postgresql.util.PSQLException: The hostname db.example.com could not be verified by hostnameverifier PgjdbcHostnameVerifier.',
    'java.security.cert.CertificateException: No subject alternative DNS name matching localhost found.',
    'The remote certificate is invalid according to the validation procedure: RemoteCertificateNameMismatch',
    'invalid peer certificate: NotValidForName',
    "x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs",
  ],
  caUnknown: [
    'connection to server failed: SSL error: certificate verify failed',
    'ERROR 2026 (HY000): TLS/SSL error: self-signed certificate in certificate chain',
    'ERROR 2026 (HY000): SSL connection error: error:0A000086:SSL routines::certificate verify failed',
    'Error: unable to get local issuer certificate { code: "UNABLE_TO_GET_ISSUER_CERT_LOCALLY" }',
    'tls: failed to verify certificate: x509: certificate signed by unknown authority',
    'javax.net.ssl.SSLHandshakeException: PKIX path validation failed',
    'invalid peer certificate: UnknownIssuer',
    'The remote certificate was rejected: RemoteCertificateChainErrors: PartialChain',
  ],
  certificateExpired: [
    'Error: certificate has expired { code: "CERT_HAS_EXPIRED" }',
    'x509: certificate has expired or is not yet valid: current time 2024-08-23 is after 2024-08-22',
    'Caused by: java.security.cert.CertificateExpiredException: NotAfter: Thu Aug 22 17:08:50 UTC 2024',
    'SSL error: certificate verify failed: certificate has expired',
  ],
  tlsNotUsed: [
    'FATAL: pg_hba.conf rejects connection for host "10.0.0.1", user "app", database "x", SSL off',
    'FATAL: no pg_hba.conf entry for host "10.0.0.1", user "app", database "x", no encryption',
    'ERROR 3159 (HY000): Connections using insecure transport are prohibited while --require_secure_transport=ON.',
    'FATAL: This RDS Proxy requires TLS connections.',
    'FATAL: IAM authentication is allowed only with SSL connections.',
  ],
  tlsNotOffered: [
    'connection to server at "localhost", port 5432 failed: server does not support SSL, but SSL was required',
    "ERROR 2026 (HY000): SSL connection error: SSL is required but the server doesn't support it",
    'ERROR 2026 (HY000): TLS/SSL error: SSL is required, but the server does not support it',
    'pq: SSL is not enabled on the server',
    'tls: server refused TLS connection',
  ],
  caFileMissing: [
    'root certificate file "/root/.postgresql/root.crt" does not exist',
    "Error: ENOENT: no such file or directory, open '/certs/global-bundle.pem'",
    'open /certs/global-bundle.pem: no such file or directory',
    'could not read root certificate file "/certs/bundle.pem": No such file or directory',
  ],
  cleartextOff: [
    "ERROR 2059 (HY000): Authentication plugin 'mysql_clear_password' cannot be loaded: plugin not enabled",
    'Server requested authentication using mysql_clear_password, which sends the password in plaintext',
    'this user requires clear text authentication',
  ],
  iamAuthOff: [
    "ERROR 1524 (HY000): Plugin 'AWSAuthenticationPlugin' is not loaded",
    'Error 1524: Plugin `AWSAuthenticationPlugin` is not loaded',
    '{"error":"Plugin \\"AWSAuthenticationPlugin\\" is not loaded","errno":1524}',
  ],
  cannotPassOn: [
    'ERROR: must have admin option on role "rds_iam"',
    'ERROR: permission denied to grant role "rds_iam"\nDETAIL: Only roles with the ADMIN option on role "rds_iam" may grant this role.',
    'pq: permission denied to create role',
    'ERROR 1410 (42000): You are not allowed to create a user with GRANT',
  ],
  noRightInside: [
    'ERROR: permission denied for table orders',
    'ERROR: permission denied for relation orders',
    'permission denied for sequence orders_id_seq',
    'ERROR: must be owner of table orders',
    "ERROR 1142 (42000): SELECT command denied to user 'app'@'10.0.0.1' for table 'orders'",
    "ERROR 1044 (42000): Access denied for user 'app'@'%' to database 'orders'",
    'ERROR 1227 (42000): Access denied; you need (at least one of) the CREATE USER privilege(s) for this operation',
    'psycopg.errors.InsufficientPrivilege: permission denied for view v',
  ],
  notRunning: [
    'FATAL: the database system is starting up',
    'FATAL: the database system is not yet accepting connections',
    'FATAL: the database system is shutting down',
    'ERROR 1053 (08S01): Server shutdown in progress',
    'DatabaseResumingException: The Aurora DB instance is resuming after being auto-paused.',
  ],
  userClosed: [
    'FATAL: role "app" is not permitted to log in',
    "ERROR 3118 (HY000): Access denied for user 'app'@'10.0.0.1'. Account is locked.",
    'ERROR 4151 (HY000): Access denied, this account is locked',
    'ERROR 1862 (HY000): Your password has expired. To log in you must change it using a client that supports expired passwords.',
  ],
  addressUnreadable: [
    "mysql: unknown variable 'ssl-mode=VERIFY_IDENTITY'",
    'psql: error: missing "=" after "orders" in connection info string',
    'invalid sslmode value: "verify"',
  ],
  noTokenSent: [
    'fe_sendauth: no password supplied',
    "ERROR 1045 (28000): Access denied for user 'app'@'10.0.0.1' (using password: NO)",
    'SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string',
    'The server requested SCRAM-based authentication, but no password was provided.',
  ],
  noCredentials: [
    'Unable to locate credentials. You can configure credentials by running "aws configure".',
    'Error when retrieving token from sso: Token has expired and refresh failed',
    'NoCredentialProviders: no valid providers in chain. Deprecated.',
    'CredentialsProviderError: Could not load credentials from any providers',
    'An error occurred (ExpiredToken) when calling the AssumeRole operation: The security token included in the request is expired',
    'operation error STS: AssumeRoleWithWebIdentity, StatusCode: 403, AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity',
  ],
  methodUnknown: [
    'SCRAM authentication requires libpq version 10 or above',
    'authentication method 10 not supported',
    "Authentication plugin 'caching_sha2_password' cannot be loaded: caching_sha2_password.so: cannot open shared object file",
    'The authentication type 10 is not supported. Check that you have configured the pg_hba.conf file',
  ],
  otherServer: [
    'received invalid response to SSL negotiation: J',
    'expected authentication request from server, but received H',
    'Warning: got packets out of order. Expected 1 but received 0',
  ],
}

const rows = Object.entries(WORDINGS).flatMap(([id, texts]) => texts.map(text => [id, text] as const))

describe('one fault in many words', () => {
  it.each(rows)('%s: %s', (id, text) => {
    expect(rankCauses(recognise(text).symptoms, NOTHING_KNOWN)[0]?.id).toBe(id)
  })

  it.each(rows)('%s, in JSON and behind the prefix of a log: %s', (id, text) => {
    const json = JSON.stringify({ level: 'error', time: '2026-11-28T14:02:11Z', err: { message: text } })
    const lines = text
      .split('\n')
      .map(line => `pod/orders-api-7d9f 2026-11-28T14:02:11.123Z ERROR [main] ${line}`)
      .join('\n')
    for (const each of [json, lines])
      expect(rankCauses(recognise(each).symptoms, NOTHING_KNOWN)[0]?.id).toBe(id)
  })
})
