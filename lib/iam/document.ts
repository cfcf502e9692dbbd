export interface PolicyIssue {
  /** IAM's error code, such as 'MalformedPolicyDocument'. */
  code: string
  /** 'Statement[0].Effect'; '' for the document itself. */
  path: string
  message: string
  /** 1-based, in `displayText(text)`. */
  line: number | null
  severity: 'error' | 'warning'
}

export interface PatternList {
  /** NotAction, NotResource. */
  not: boolean
  patterns: string[]
  patternLines: number[]
  /** Line of the element's name. */
  line: number
}

/** One key under one operator. Several of them must hold together. */
export interface StatementCondition {
  /** As spelled, with prefix and suffix: 'ForAnyValue:StringLikeIfExists'. */
  operator: string
  key: string
  values: string[]
  line: number
}

export interface StatementPrincipal {
  /** NotPrincipal. */
  not: boolean
  /** type is 'AWS', 'Service', 'Federated', 'CanonicalUser', or '*' for the bare star. */
  entries: { type: string; value: string; line: number }[]
  line: number
}

export interface Statement {
  index: number
  sid: string | null
  effect: 'Allow' | 'Deny' | null
  action: PatternList | null
  resource: PatternList | null
  principal: StatementPrincipal | null
  /** [] = no condition; null = it could not be read. */
  condition: StatementCondition[] | null
  lines: { from: number; to: number }
  /** Sentences saying what could not be read; any of them makes the statement unknown wherever it might match. */
  unreadable: string[]
}

export interface PolicyDocument {
  /** null when missing (variables are then literal text, as under 2008-10-17) or unreadable. */
  version: '2012-10-17' | '2008-10-17' | null
  /** In the text as it is shown; null when missing. */
  versionLine: number | null
  id: string | null
  statements: Statement[]
}

/** `identity`: inline, or not known which; `managed`: a managed policy, a boundary among them. */
export type DocumentKind = 'identity' | 'managed' | 'trust' | 'scp'

/** Reports an issue of one document, an error unless it says otherwise. */
export type Complain = (path: string, message: string, line: number | null, severity?: 'warning') => void
