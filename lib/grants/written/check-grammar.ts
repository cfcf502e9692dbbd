import { type DocumentKind, validateDocument } from '@/lib/iam/index'
import { lineInText } from './text-lines'
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
  const inText = lineInText(text)
  return validateDocument(text, kind).map(({ line, message, severity }) => ({
    line: inText(line),
    message,
    severity,
  }))
}
