import type { PolicyDocument, Statement } from './document'
import { parseDocument } from './parse-document'
import { type PolicyShape, PreparedStatement } from './prepare-statement'

export interface PreparedPolicy {
  text: string
  statements: PreparedStatement[]
  /** 0 when the document could not be read: one unreadable statement then stands for all of it. */
  statementCount: number
}

export function preparePolicy(text: string, shape: PolicyShape = 'identity'): PreparedPolicy {
  const { document, issues } = parseDocument(text)
  if (document === null) {
    const message = issues[0]?.message ?? 'The document could not be read.'
    const whole = new PreparedStatement(unreadableStatement(message), false, shape)
    return { text, statements: [whole], statementCount: 0 }
  }
  const variables = takesVariables(document)
  const statements = document.statements.map(statement => new PreparedStatement(statement, variables, shape))
  return { text, statements, statementCount: statements.length }
}

/** Without Version a document is of the old language, where variables are ordinary text. */
function takesVariables(document: PolicyDocument): boolean {
  return document.version === '2012-10-17'
}

function unreadableStatement(message: string): Statement {
  return {
    index: -1,
    sid: null,
    effect: null,
    action: null,
    resource: null,
    principal: null,
    condition: [],
    lines: { from: 1, to: 1 },
    unreadable: [message],
  }
}
