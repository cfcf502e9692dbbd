/** Ways to end one connection, in the order in which they are preferred where their side effects are alike. */
export const WAY_IDS = ['entry', 'statement', 'detach', 'group', 'deny'] as const
export type WayId = (typeof WAY_IDS)[number]

/** The connection that is to end, and how; `way` null: whatever changes least. */
export interface RemovalWish {
  principalArn: string
  /** Twelve digits, or `home`. */
  accountId: string
  region: string
  resourceId: string
  /** A user name, or the name of a pattern column. */
  databaseUser: string
  way: WayId | null
}
