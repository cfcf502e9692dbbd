/** Something unread, or said twice by AWS, that weakens an answer. Shown, dated, beside what it affects. */
export interface Caveat {
  id: string
  /**
   * What it touches: a region's targets, the IAM reading, one policy, one database, organisation policies, or keys (no verdict).
   * `guardrails` were read: how they are judged is what is not certain.
   */
  scope: 'region' | 'iam' | 'policy' | 'database' | 'organization' | 'guardrails' | 'target' | 'credentials'
  /** Region name, policy name, target name. */
  subject: string
  /** One sentence: what could not be read and what that means. */
  message: string
  /** AWS's answer, in mono: `AccessDenied rds:DescribeDBInstances`. */
  answer: string | null
  /** The permission to add, where that is the remedy. */
  missingAction: string | null
  /** Whose answers alone it weakens, in words; absent: everybody's. */
  whose?: string
  /** ISO */
  at: string
}
