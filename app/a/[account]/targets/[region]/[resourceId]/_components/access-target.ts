export interface AccessTarget {
  region: string
  resourceId: string
  name: string
  partition: string
  accountId: string
  iamAuthAccepted: boolean
}
