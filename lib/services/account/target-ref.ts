/** How addresses and forms name a target: by what never changes. */
export interface TargetRef {
  /** Twelve digits, or `home`: the account of the server's own credentials. */
  accountId: string
  region: string
  resourceId: string
}
