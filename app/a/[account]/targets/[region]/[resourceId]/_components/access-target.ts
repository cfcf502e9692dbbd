export interface AccessTarget {
  region: string
  resourceId: string
  name: string
  partition: string
  accountId: string
  iamAuthAccepted: boolean
  /** Why nothing can be granted there; null: it can. */
  noGrant: string | null
}
