import type { Visitor } from './hostile-visitor'

export interface HostileServer {
  name: string
  certificate?: 'otherName' | 'expired' | 'otherAuthority'
  script: (visitor: Visitor) => unknown
  /** The step where the connection test must stop and the code it must give; `ok`: it must pass. */
  test: string | RegExp
  /** What the scan must come to, where it is more than that it stops for the same reason. */
  scan?: string | RegExp
}
