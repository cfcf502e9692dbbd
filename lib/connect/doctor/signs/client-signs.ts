import type { Sign } from '../sign'

const NAME = '\\\\{0,3}[\'"`]?'

/** What a client refuses by itself, before the server has a say. */
export const CLIENT_SIGNS: readonly Sign[] = [
  {
    id: 'cleartextOff',
    strength: 'states',
    pattern: new RegExp(
      [
        `${NAME}mysql_clear_password${NAME} cannot be loaded: plugin not enabled`,
        'MYSQL_CLEAR_PASSWORD_NOT_ENABLED',
        'requested authentication using mysql_clear_password',
        'unknown plugin mysql_clear_password',
        'requires clear ?text authentication',
        // In a command or an address it is what was given, and no complaint.
        '(?<![?&])allowCleartextPasswords=1',
        'mysql_cleartext_plugin disabled',
        'clear(?:text| text|_)[^\\n]{0,40}(?:not enabled|is disabled|disabled)',
        '(?<!--)enable[_-]?cleartext[_-]?plugin(?!["\']?\\s*[:=(]\\s*["\']?(?:true|1|yes|on)\\b)',
        'ErrCleartextPassword',
      ].join('|'),
      'gi',
    ),
    causes: { cleartextOff: 0.96 },
    echoes: ['cleartextUnknown', 'methodUnknown', 'accessDenied'],
    family: 'mysql',
  },
  {
    id: 'cleartextUnknown',
    strength: 'states',
    pattern: new RegExp(
      [
        `(?:plugin|method|authentication)[^\\n]{0,40}mysql_clear_password[^\\n]{0,60}(?:could not be loaded|cannot be loaded|not (?:supported|found|configured|registered)|unsupported|unknown)`,
        `(?:unsupported|unknown)[^\\n]{0,40}mysql_clear_password`,
        `mysql_clear_password${NAME} (?:is )?not (?:supported|found|configured)`,
      ].join('|'),
      'gi',
    ),
    causes: { cleartextUnknown: 0.8, cleartextOff: 0.6 },
    echoes: ['methodUnknown'],
    family: 'mysql',
  },
  {
    id: 'methodUnknown',
    strength: 'refuses',
    pattern:
      /does not support authentication protocol requested|ER_NOT_SUPPORTED_AUTH_MODE|\b1251\b|unknown auth(?:entication)? plugin|requested authentication method unknown to the client|no matching client plugin/gi,
    causes: { cleartextUnknown: 0.5, methodUnknown: 0.46, userNotReady: 0.3 },
    family: 'mysql',
  },
  {
    id: 'methodTooNew',
    strength: 'states',
    pattern:
      /SCRAM authentication requires libpq|authentication method (?:10|13)\b[^\n]{0,20}not supported|authentication type 10 is not supported|unknown authentication (?:response|type|message)[^\n]{0,12}10|scram authentication method[^\n]{0,60}not support|(?:caching_sha2_password|sha256_password|mysql_native_password|client_ed25519|ed25519|dialog)\\{0,3}['"`]?[^\n]{0,60}(?:cannot be loaded|could not be loaded|not (?:supported|loaded|found)|is required)|pluggable authentication is not available|Public Key Retrieval is not allowed|authentication plugin \\{0,3}['"`]?(?:caching_sha2|sha256|dialog)\w*/gi,
    causes: { methodUnknown: 0.85, userNotReady: 0.5, iamAuthOff: 0.15 },
    echoes: ['methodUnknown'],
  },
  {
    id: 'portUnreadable',
    strength: 'states',
    pattern:
      /invalid integer value \\{0,3}["'`][^\n]{0,2000}?["'`] for connection option \\{0,3}["'`]port|invalid port(?: number)?(?: \\{0,3}["'`][^\n]{0,200})?|Non-digit characters in port|Port could not be cast to integer|invalid literal for int\(\) with base 10|ERR_INVALID_URL|Invalid URL|(?:invalid|malformed) (?:percent-encoded|percent encoding|URL escape|URI)|URI malformed|bad port|failed to parse as URL|net\/url: invalid/gi,
    causes: { tokenInAddress: 0.85, addressUnreadable: 0.6 },
    echoes: ['addressUnreadable', 'nameUnknown'],
  },
  {
    id: 'addressUnreadable',
    strength: 'states',
    pattern:
      /missing \\{0,3}["'`]=\\{0,3}["'`] after|in connection info string|invalid connection option|invalid (?:dsn|connection string)|invalid sslmode|unknown variable \\{0,3}['"`]?ssl|unknown option \\{0,3}['"`]?-{1,2}ssl|Could not parse (?:rfc1738|SQLAlchemy) URL|Format of the initialization string|provided database string is invalid|default addr for network|No suitable driver|\bP1013\b/gi,
    causes: { addressUnreadable: 0.85, tokenInAddress: 0.5 },
  },
  {
    id: 'passwordTooLong',
    strength: 'states',
    pattern:
      /password (?:is )?too long|MAX_PASSWORD|string truncated|password (?:was )?truncated|too long password|passwords? longer than/gi,
    causes: { tokenTooLong: 0.92, tokenDamaged: 0.3 },
    echoes: ['passwordRefused', 'pamRefused'],
  },
  {
    id: 'otherProtocol',
    strength: 'states',
    pattern:
      /\bnotPostgres\b|invalid response to SSL negotiation|expected authentication request from server|packets? out of order|Unsupported protocol version|invalid length of startup packet|unexpected message type|Malformed (?:communication )?packet|server did not stop talking|sent a message that cannot be read|unexpected response from (?:the )?server|Is this really a MySQL/gi,
    causes: { otherServer: 0.88, tlsNotOffered: 0.15 },
    echoes: ['connectionLost'],
  },
]
