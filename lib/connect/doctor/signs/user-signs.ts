import type { Sign } from '../sign'

const OBJECT =
  '(?:table|relation|schema|sequence|function|procedure|view|materialized view|language|tablespace|foreign \\w+|type|column|large object|parameter|extension)'

/** Of users and their rights inside: PostgreSQL, "Error Codes"; MySQL Reference Manual, "Server Error Message Reference". */
export const USER_SIGNS: readonly Sign[] = [
  {
    id: 'rdsIamMissing',
    strength: 'states',
    pattern: /role \\{0,3}["'`]?rds_iam\\{0,3}["'`]? does not exist/gi,
    causes: { otherServer: 0.6, iamAuthOff: 0.4 },
    echoes: ['roleMissing'],
    family: 'postgres',
  },
  {
    id: 'roleMissing',
    strength: 'states',
    pattern:
      /role \\{0,3}["'`»][^"'`\n]{1,128}["'`«] does not exist|user \\{0,3}["'`][^"'`\n]{1,128}["'`] does not exist/gi,
    causes: { userMissing: 0.92, userOtherCase: 0.4, otherServer: 0.1 },
    echoes: ['passwordRefused', 'plaintextRefused'],
    family: 'postgres',
  },
  {
    id: 'loginForbidden',
    strength: 'states',
    pattern:
      /is not permitted to log in|Account is locked|account has been locked|ER_ACCOUNT_HAS_BEEN_LOCKED|(?:Your )?password (?:has )?expired|must (?:change|reset) your password|ER_MUST_CHANGE_PASSWORD/gi,
    causes: { userClosed: 0.95 },
    echoes: ['accessDenied', 'passwordRefused'],
  },
  {
    id: 'hostNotAllowed',
    strength: 'states',
    pattern: /Host \\{0,3}['"`][^'"`\n]*\\{0,3}['"`] is not allowed to connect|ER_HOST_NOT_PRIVILEGED/gi,
    causes: { otherHostRow: 0.85, userMissing: 0.3 },
    family: 'mysql',
  },
  {
    id: 'hostBlocked',
    strength: 'states',
    pattern: /Host \\{0,3}['"`][^'"`\n]*\\{0,3}['"`] is blocked|ER_HOST_IS_BLOCKED/gi,
    causes: { hostBlocked: 0.95 },
    family: 'mysql',
  },
  {
    id: 'connectDenied',
    strength: 'states',
    pattern: /permission denied for database|does not have CONNECT privilege/gi,
    causes: { noConnectRight: 0.92, noRightInside: 0.3 },
    family: 'postgres',
  },
  {
    id: 'grantDenied',
    strength: 'states',
    pattern:
      /must have admin option|must be superuser|must be (?:a )?member of role|must be able to SET ROLE|permission denied to (?:create|grant|alter|drop|set) role|Only roles with the|not allowed to create a user with GRANT|\b1410\b \(42000\)/gi,
    causes: { cannotPassOn: 0.92, noRightInside: 0.4 },
    echoes: ['rightDenied'],
  },
  {
    id: 'rightDenied',
    strength: 'states',
    pattern: new RegExp(
      [
        `permission denied (?:for|to) ${OBJECT}`,
        'permission denied to (?:create|set|copy|analyze|terminate|cancel)',
        'must be owner of',
        'command denied to user',
        'was denied access on the database',
        `Access denied for user [^\\n]{1,200}? to database`,
        'Access denied; you need',
        '\\b42501\\b',
        'InsufficientPrivilege',
        'ER_TABLEACCESS_DENIED_ERROR|ER_DBACCESS_DENIED_ERROR|ER_SPECIFIC_ACCESS_DENIED_ERROR',
        'violates row-level security',
        '\\bP1010\\b',
      ].join('|'),
      'gi',
    ),
    causes: { noRightInside: 0.95 },
    echoes: ['accessDenied'],
  },
  {
    id: 'databaseMissing',
    strength: 'states',
    pattern:
      /database \\{0,3}["'`«»]?[^"'`\n]{1,128}["'`«»]? does not exist|Unknown database|ER_BAD_DB_ERROR|\b3D000\b|\bP1003\b/gi,
    causes: { databaseMissing: 0.95 },
  },
  {
    id: 'connectionsUsedUp',
    strength: 'states',
    pattern:
      /too many clients already|remaining connection slots|Too many connections|too many connections for (?:role|database)|max_user_connections|\b53300\b|ER_CON_COUNT_ERROR|Number simultaneous connections exceeded|maximum number of client connections|no more connections allowed|\bP2037\b|MaxClientsInSessionMode/gi,
    causes: { tooManyConnections: 0.95 },
    echoes: ['connectionLost', 'unreachable', 'poolWaited'],
  },
  {
    id: 'poolWaited',
    strength: 'ends',
    pattern:
      /QueuePool limit|Connection is not available, request timed out|Timed out fetching a new connection|\bP2024\b|could not obtain a connection from the pool|pool timed out while waiting/gi,
    causes: { tooManyConnections: 0.45, noAnswer: 0.35, serverStrained: 0.2 },
  },
  {
    id: 'readOnly',
    strength: 'states',
    pattern:
      /in a read-only transaction|--read-only option|super-read-only|Running in read-only mode|ReadOnlySqlTransaction|\b25006\b|ER_READ_ONLY_MODE|ER_OPTION_PREVENTS_STATEMENT|cannot execute \w+(?: \w+)? during recovery|innodb_read_only|session is not read.write/gi,
    causes: { readOnly: 0.95 },
  },
]
