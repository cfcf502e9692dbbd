import { type Sign, WAY_SIGNS } from '../sign'

/** RDS User Guide, "Using SSL/TLS to encrypt a connection"; PostgreSQL, "SSL Support"; OpenSSL's and Java's own words. */
export const TLS_SIGNS: readonly Sign[] = [
  {
    id: 'plaintextRefused',
    strength: 'refuses',
    pattern:
      /(?:no encryption|SSL off|SSL aus|keine Verschl\S+lung|sin cifrado|SSL inactif)(?<=pg_hba\.conf[^\n]{0,400})|pg_hba\.conf rejects connection|insecure transport are prohibited|insecure transport|ER_SECURE_TRANSPORT_REQUIRED|requires (?:TLS|SSL|a secure) ?connections?|(?:only|allowed) (?:with|over|through) (?:SSL|TLS)|SSL connection is required|SSL is required(?!,? but)|must use (?:SSL|TLS)|server requires SSL/gi,
    causes: {
      tlsNotUsed: 0.92,
      caUnknown: 0.1,
      // A client that may do without TLS shows its second attempt, and hides the refusal of the first.
      policyMissing: 0.2,
      tokenExpired: 0.18,
      userNotReady: 0.17,
    },
    echoes: ['noRuleForClient', ...WAY_SIGNS],
  },
  {
    id: 'noRuleForClient',
    strength: 'ends',
    pattern: /no pg_hba\.conf entry|kein pg_hba\.conf-Eintrag/gi,
    causes: { tlsNotUsed: 0.5, noConnectRight: 0.2, otherServer: 0.2 },
    family: 'postgres',
  },
  {
    id: 'tlsSwitchedOff',
    strength: 'ends',
    pattern:
      /sslmode=(?:disable|allow)\b|ssl-?mode[=:\s]+DISABLED|--skip-ssl\b|useSSL=false|SslMode=(?:None|Disable)\b/gi,
    causes: { tlsNotUsed: 0.7 },
  },
  {
    id: 'caFileUnreadable',
    strength: 'states',
    pattern:
      /root certificate file[^\n]{0,200}?does not exist|(?:could not|cannot|unable to|failed to) (?:open|read|load|parse)[^\n]{0,40}\b(?:root|CA|certificates?|cert)\b[^\n]{0,30}|SSL_CTX_load_verify_locations|SSL_CTX_set_default_verify_paths failed|ENOENT[^\n]{0,120}\.(?:pem|crt|cer)\b|open [^\n:]{0,160}\.(?:pem|crt|cer): no such file|No such file or directory[^\n]{0,80}\.(?:pem|crt|cer)\b|PEM_read_bio|no start line|valid PEM is mandatory|Either provide the file/gi,
    causes: { caFileMissing: 0.95, caUnknown: 0.2 },
    echoes: ['plaintextRefused', 'tlsFailed'],
  },
  {
    id: 'nameNotCertified',
    strength: 'states',
    pattern:
      /ERR_TLS_CERT_ALTNAME_INVALID|certificate'?s altnames|does not match host ?name|host ?name (?:mismatch|verification)|hostname [^\n]{0,160}?(?:doesn't|does not|could not be) (?:match|verified)|certificate is (?:not )?valid for [^\n]{0,160}|RemoteCertificateNameMismatch|No subject alternative (?:DNS )?names?|No name matching|CertNotValidForName|NotValidForName|IP address mismatch|does not match expected (?:host|name)|cannot validate certificate for [^\n]{0,120}|server name mismatch|(?:hostname|identity) validation failed/gi,
    causes: { certificateName: 0.95 },
    echoes: ['issuerUnknown', 'tlsFailed', 'unreachable', 'plaintextRefused'],
  },
  {
    id: 'certificateOver',
    strength: 'states',
    pattern:
      /certificate has expired|CERT_HAS_EXPIRED|certificate (?:has )?expired(?: or is not yet valid)?|CertificateExpiredException|certificate is not yet valid|NotAfter|NotTimeValid/gi,
    causes: { certificateExpired: 0.9, caUnknown: 0.35 },
    echoes: ['issuerUnknown', 'tlsFailed'],
  },
  {
    id: 'issuerUnknown',
    strength: 'states',
    pattern:
      /self.signed certificate|SELF_SIGNED_CERT\w*|unable to (?:get|verify)[^\n]{0,20}(?:issuer|leaf|first)[^\n]{0,20}(?:certificate|signature)?|UNABLE_TO_\w+|CERT_SIGNATURE_FAILURE|certificate verify failed|verify the server certificate|CERTIFICATE_VERIFY_FAILED|PKIX path|valid certification path|CertPathValidatorException|chain with any of the trust anchors|signed by (?:an )?unknown authority|unknown (?:ca|CA)\b|UnknownIssuer|legacy Common Name|(?:UntrustedRoot|PartialChain)|RemoteCertificateChainErrors|certificate (?:is )?not trusted|errSecNotTrusted|remote certificate (?:is|was) (?:invalid|rejected)|DEPTH_ZERO\w*|extended key usage is not valid/gi,
    causes: { caUnknown: 0.95, certificateExpired: 0.15 },
    echoes: ['tlsFailed', 'unreachable', 'connectionLost', 'plaintextRefused'],
  },
  {
    id: 'tlsNotOffered',
    strength: 'states',
    pattern:
      /(?:server|host) (?:does not|doesn't|did not) (?:support|accept|offer) (?:SSL|TLS)|SSL is not (?:enabled|supported) (?:on|by) the server|server (?:doesn't|does not) support it|SSL not supported by server|server refused (?:SSL|TLS)|rejected SSL upgrade|Server does not support secure connection|tls: server refused/gi,
    causes: { tlsNotOffered: 0.92, otherServer: 0.35 },
    echoes: ['tlsFailed', 'connectionLost'],
  },
  {
    id: 'notTls',
    strength: 'states',
    pattern: /wrong version number|first record does not look like a TLS handshake|packet length too long/gi,
    causes: { otherServer: 0.6, tlsNotOffered: 0.55 },
    echoes: ['tlsFailed'],
  },
  {
    id: 'tlsMismatch',
    strength: 'refuses',
    pattern:
      /No appropriate protocol|unsupported protocol|protocol is disabled|tlsv1 alert|protocol version|handshake_failure|no protocols available|cipher suites are inappropriate|no (?:shared )?cipher|TLS version|dh key too small|SSL_CTX_set_tmp_dh|corrupted frame|couldn't initialize TLS|transformSocketToSSLSocket|performTlsHandshake|unsupported (?:TLS|SSL) version|unsafe legacy renegotiation|bad protocol version/gi,
    causes: { tlsVersion: 0.6, caUnknown: 0.4 },
    echoes: ['tlsFailed', 'unreachable', 'connectionLost'],
  },
  {
    id: 'tlsFailed',
    strength: 'ends',
    pattern:
      /SSL connection error|TLS\/SSL error|error performing TLS handshake|TLS handshake|SSLHandshakeException|SSL_connect|SSL error|Authentication failed, see inner exception|\bP1011\b/gi,
    causes: { caUnknown: 0.42, tlsVersion: 0.35, connectionCut: 0.3, tlsNotOffered: 0.1 },
  },
]
