/** Statements after which the server has written what it holds of a user into its catalog again; a word in a text is none. */
const ADMINISTERS =
  /(?:^|;)\s*(?:grant|revoke|(?:create|alter|drop|rename)\s+(?:or\s+replace\s+)?(?:user|role)|set\s+(?:default\s+role|password))\b/i

const PLUGIN = /'AWSAuthenticationPlugin'|`AWSAuthenticationPlugin`|\bAWSAuthenticationPlugin\b/.source
const IAM_METHOD = new RegExp(
  `(identified\\s+(?:with|via)\\s+|\\bor\\s+)(?:${PLUGIN})(\\s+(?:as|using)\\s+(?:'RDS'|"RDS"))?`,
  'gi',
)

/** Reads the grant tables again, and would find a plugin there that this server does not have. */
const RELOADS = /\bflush\s+(?:local\s+|no_write_to_binlog\s+)?privileges\b/gi

/** A name may be `'; drop user x'`: what stands in quotes says nothing. */
const QUOTED = /'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*"|`(?:[^`]|``)*`/g

export function administersUsers(statement: string): boolean {
  return ADMINISTERS.test(statement.replace(QUOTED, "''"))
}

/** The statement as a server without the plugin can run it; `mark` stands in the catalog for the plugin until it is replaced. */
export function withoutPlugin(statement: string, mark: string): string {
  return statement.replace(IAM_METHOD, (_, before) => `${before}mysql_native_password USING '${mark}'`)
}

/** The same right is asked for, and nothing is reloaded. */
export function withoutReload(statement: string): string {
  return statement.replace(RELOADS, 'FLUSH STATUS')
}
