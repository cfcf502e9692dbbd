/** What AWS's policy simulator said of one principal and one connect ARN, and of which policies it said so. */
export interface KeptAnswer {
  principalArn: string
  resource: string
  /** See `policyStates`. */
  policyState: string
  decision: 'allowed' | 'explicitDeny' | 'implicitDeny'
  /** AllowedByOrganizations. Null: AWS did not say it of this resource alone, or the account is in no organisation. */
  organizationAllows: boolean | null
  missingContextKeys: string[]
  /** ISO */
  askedAt: string
}

/** An answer as one reading of the account sees it. */
export interface SimulatedCell extends KeptAnswer {
  /** False: a policy here has changed since, so that the answer is shown as old and not applied. */
  current: boolean
}
