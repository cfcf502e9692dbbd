/** How addresses and forms name a target: by what never changes. */
export interface TargetRef {
  region: string
  resourceId: string
}
