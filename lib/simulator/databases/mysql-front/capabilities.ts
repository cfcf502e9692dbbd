/** Flags that client and server agree on; the few that matter to somebody who stands between them. */
export const CAPABILITY = {
  longPassword: 0x1,
  withDatabase: 0x8,
  compress: 0x20,
  protocol41: 0x200,
  ssl: 0x800,
  transactions: 0x2000,
  secureConnection: 0x8000,
  plugin: 0x80000,
  attributes: 0x100000,
  longAuthentication: 0x200000,
} as const
