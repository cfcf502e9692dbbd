import type { Visitor } from './hostile-visitor'

/** `V`: its visitor, as the protocol has it that it pretends to speak. */
export interface HostileServer<V = Visitor> {
  name: string
  certificate?: 'otherName' | 'expired' | 'otherAuthority'
  script: (visitor: V) => unknown
  /** The step where the connection test must stop and the code it must give; `ok`: it must pass. */
  test: string | RegExp
  /** What the scan must come to, where it is more than that it stops for the same reason. */
  scan?: string | RegExp
}
