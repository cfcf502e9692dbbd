// Plain JavaScript: the server is guarded by it from before its own code is loaded.
const HIDDEN = '[redacted]'
const SECRET_NAME =
  /^(token|authtoken|auth_?token|password|pgpassword|secret|secretaccesskey|sessiontoken|sessionsecret|launchkey|key|cookie|set-cookie|authorization|credentials|x-amz-security-token)$/i

/**
 * An auth token is a presigned address: `host:port/?Action=connect&…`. Anything signed by AWS is a secret. Encoded once
 * or more it is one too. Each pattern begins at a border and looks a bounded way ahead: hostile text must cost no time.
 * @type {[RegExp, string][]}
 */
const SECRETS_IN_TEXT = [
  [/(?<![\w.-])[\w.-]+(:\d+)?\/\?[^\s"'<>]{0,4096}Action=connect[^\s"'<>]*/gi, HIDDEN],
  [
    /(?<![\w.-])[\w.-]+(:\d+)?(\/|%(25)*2F)(\?|%(25)*3F)[^\s"'<>]{0,4096}Action%(25)*3Dconnect[^\s"'<>]*/gi,
    HIDDEN,
  ],
  [/(X-Amz-(?:Signature|Security-Token|Credential)(?:=|:\s?|%(?:25)*3D))[^&\s"'<>]+/gi, `$1${HIDDEN}`],
  [/(\/\/[^:/@\s]+:)[^@/\s]+@/g, `$1${HIDDEN}@`],
  [/([?&]key=)[^&\s"'<>]+/g, `$1${HIDDEN}`],
  [/(?<![\w-])(?=[\w-]+\.[\w-]+\.[\w-])([\w-]*?)\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, `$1${HIDDEN}`],
]

/**
 * @param {string} text
 * @returns {string}
 */
export function redactText(text) {
  return SECRETS_IN_TEXT.reduce((clean, [pattern, replacement]) => clean.replace(pattern, replacement), text)
}

/**
 * @param {Error} error
 * @param {number} depth
 * @returns {Record<string, unknown>}
 */
function redactError(error, depth) {
  return {
    .../** @type {Record<string, unknown>} */ (redactValue({ ...error }, depth + 1)),
    type: error.name,
    message: redactText(error.message),
    stack: redactText(error.stack ?? ''),
    ...(error.cause ? { cause: redactValue(error.cause, depth + 1) } : {}),
  }
}

/**
 * What may be written to a log: the same value without tokens, passwords, keys and cookies.
 * @param {unknown} value
 * @returns {unknown}
 */
export function redactValue(value, depth = 0) {
  if (typeof value === 'string') return redactText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth > 6) return '[deep]'
  if (value instanceof Error) return redactError(value, depth)
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(item => redactValue(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      SECRET_NAME.test(name) && item ? HIDDEN : redactValue(item, depth + 1),
    ]),
  )
}
