import type { PolicyIssue } from './document'
import { parseDocument } from './parse-document'

export type DocumentKind = 'identity' | 'trust' | 'scp'

/** IAM's grammar, all problems at once. [] when IAM would take the document. Never throws. */
export function validateDocument(text: string, _kind: DocumentKind = 'identity'): PolicyIssue[] {
  return parseDocument(text).issues
}
