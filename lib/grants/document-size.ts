/** IAM User Guide, "IAM and AWS STS quotas": white space does not count (inside strings we count it, to be safe). */
export function documentSize(text: string): number {
  return text.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, '$1').length
}
