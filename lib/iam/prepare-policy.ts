import { arnFields, completeArnPattern } from './arn'
import { type PreparedCondition, prepareCondition } from './conditions/prepare-condition'
import type { PatternList, PolicyDocument, Statement } from './document'
import { parseDocument } from './parse-document'
import { parseTemplate, type Template, templateKeys } from './variables'
import { compileGlob, encodeWildcards, type Glob } from './wildcard'

export interface PreparedPattern {
  text: string
  line: number
  /** Set when there is no variable in it. */
  glob: Glob | null
  template: Template
}

/** A statement made ready once per document content, for any number of requests. */
export interface PreparedStatement {
  statement: Statement
  mayAllow: boolean
  mayDeny: boolean
  action: { not: boolean; globs: Glob[] } | null
  resource: { not: boolean; patterns: PreparedPattern[] } | null
  conditions: PreparedCondition[]
  /** Sentences: any of them makes a match unknown. */
  unreadable: string[]
  /** Keys its conditions use, as spelled there, sorted. */
  conditionKeys: string[]
  /** Lower-case keys on whose values anything in the statement depends. */
  dependsOn: string[]
  /** Of these, the ones that its resource patterns use. */
  resourceKeys: string[]
}

export interface PreparedPolicy {
  text: string
  statements: PreparedStatement[]
  statementCount: number
}

/** trust: the policy of a role, which names principals and no resource. */
export type PolicyShape = 'identity' | 'trust'

export function preparePolicy(text: string, shape: PolicyShape = 'identity'): PreparedPolicy {
  const { document, issues } = parseDocument(text)
  if (document === null) {
    const message = issues[0]?.message ?? 'The document could not be read.'
    return {
      text,
      statements: [prepareStatement(unreadableStatement(message), false, shape)],
      statementCount: 0,
    }
  }
  const variables = takesVariables(document)
  const statements = document.statements.map(statement => prepareStatement(statement, variables, shape))
  return { text, statements, statementCount: statements.length }
}

/** Without Version a document is of the old language, where variables are ordinary text. */
export function takesVariables(document: PolicyDocument): boolean {
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

function prepareStatement(statement: Statement, variables: boolean, shape: PolicyShape): PreparedStatement {
  const unreadable = [...statement.unreadable]
  if (statement.index >= 0 && unreadable.length === 0) unreadable.push(...missingElements(statement, shape))
  const resource =
    statement.resource === null ? null : prepareResource(statement.resource, variables, unreadable)
  const conditions = prepareConditions(statement, variables, unreadable)
  const keys = conditions.flatMap(condition => condition.keys)
  const resourceKeys = resource?.patterns.flatMap(pattern => templateKeys(pattern.template)) ?? []
  return {
    statement,
    mayAllow: statement.effect !== 'Deny',
    mayDeny: statement.effect !== 'Allow',
    action: statement.action === null ? null : prepareAction(statement.action),
    resource,
    conditions,
    unreadable,
    conditionKeys: [...new Set(keys)].sort(),
    dependsOn: lowerOnce([...keys, ...resourceKeys]),
    resourceKeys: lowerOnce(resourceKeys),
  }
}

function lowerOnce(keys: string[]): string[] {
  return [...new Set(keys.map(key => key.toLowerCase()))].sort()
}

function missingElements(statement: Statement, shape: PolicyShape): string[] {
  const missing: string[] = []
  if (statement.action === null) missing.push('The statement has neither Action nor NotAction.')
  if (shape === 'trust') {
    if (statement.principal === null) missing.push('The statement has neither Principal nor NotPrincipal.')
    if (statement.resource !== null) missing.push('A trust policy cannot have a Resource.')
  } else {
    if (statement.principal !== null) missing.push('A policy of an identity cannot have a Principal.')
    if (statement.resource === null) missing.push('The statement has neither Resource nor NotResource.')
  }
  return missing
}

function prepareAction(list: PatternList): { not: boolean; globs: Glob[] } {
  return { not: list.not, globs: list.patterns.map(text => compileGlob(encodeWildcards(text.toLowerCase()))) }
}

function prepareResource(
  list: PatternList,
  variables: boolean,
  unreadable: string[],
): { not: boolean; patterns: PreparedPattern[] } {
  const patterns = list.patterns.map((text, index): PreparedPattern => {
    const complete = completeArnPattern(text)
    const template = parseTemplate(complete, true, variables)
    const [only] = template
    const exact = template.length === 1 && typeof only === 'string'
    if (!exact && hasEarlyVariable(complete)) {
      unreadable.push(`A variable stands before the fifth colon of "${text}", where IAM takes none.`)
    }
    return {
      text,
      line: list.patternLines[index] ?? list.line,
      glob: exact ? compileGlob(only) : null,
      template,
    }
  })
  return { not: list.not, patterns }
}

/** Variables may stand only after the fifth colon (IAM User Guide, "Policy variables"). */
function hasEarlyVariable(pattern: string): boolean {
  const fields = arnFields(pattern)
  return (
    fields.length === 6 && fields.slice(0, 5).some(field => parseTemplate(field, true, true).some(isVariable))
  )
}

function isVariable(part: Template[number]): boolean {
  return typeof part !== 'string'
}

function prepareConditions(
  statement: Statement,
  variables: boolean,
  unreadable: string[],
): PreparedCondition[] {
  const conditions: PreparedCondition[] = []
  for (const source of statement.condition ?? []) {
    const prepared = prepareCondition(source, variables)
    if (typeof prepared === 'string') unreadable.push(prepared)
    else conditions.push(prepared)
  }
  return conditions
}
