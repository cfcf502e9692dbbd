import { type DocumentKind, validateDocument } from '@/lib/iam/index'
import type { WrittenIssue } from './written-issue'

/** IAM API Reference, CreatePolicy: PolicyDocument has at most 131,072 characters. */
export const LONGEST_DOCUMENT = 131_072

/** JSON and IAM's grammar, told at the lines of the text as somebody wrote it. The same in the browser and on the server. */
export function checkGrammar(text: string, kind: DocumentKind = 'managed'): WrittenIssue[] {
  if (text.length > LONGEST_DOCUMENT)
    return [
      {
        line: null,
        severity: 'error',
        message: `The text has ${text.length.toLocaleString('en-US')} characters. AWS takes no more than ${LONGEST_DOCUMENT.toLocaleString('en-US')}, blanks included.`,
      },
    ]
  // A text on one line is judged as it would be printed: here it stands as it is.
  const hasLines = /[\n\r]/.test(text)
  return validateDocument(text, kind).map(({ line, message, severity }) => ({
    line: line === null || hasLines ? line : 1,
    message,
    severity,
  }))
}
