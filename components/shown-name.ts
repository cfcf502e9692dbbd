/** IAM Identity Center names its roles `AWSReservedSSO_<permission set>_<16 hex digits>`: people know the set. */
export function shownName(label: string): string {
  return /^role\/AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(label)?.[1] ?? label
}
