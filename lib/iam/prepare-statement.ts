import { arnFields, completeArnPattern } from './arn'
import { type PreparedCondition, prepareCondition } from './conditions/prepare-condition'
import type { PatternList, Statement } from './document'
import { doubtfulReadings } from './doubtful-readings'
import { parseTemplate, type Template, templateKeys } from './policy-variables'
import { compileGlob, type Glob } from './wildcard'

/** trust: the policy of a role, which names principals and no resource. */
export type PolicyShape = 'identity' | 'trust'

export interface PreparedPattern {
  text: string
  line: number
  /** The documented one first. */
  readings: {
    /** Set when there is no variable in it. */
    glob: Glob | null
    template: Template
    /** Why AWS may not read the pattern so; null: it does. */
    doubt: string | null
  }[]
}

interface Details {
  resource: { not: boolean; patterns: PreparedPattern[] } | null
  conditions: PreparedCondition[]
  unreadable: string[]
  conditionKeys: string[]
  dependsOn: string[]
  resourceKeys: string[]
}

/** A statement made ready once per document; all but the action only when somebody asks. */
export class PreparedStatement {
  readonly statement: Statement
  readonly #variables: boolean
  readonly #shape: PolicyShape
  #details: Details | null = null

  constructor(statement: Statement, variables: boolean, shape: PolicyShape) {
    this.statement = statement
    this.#variables = variables
    this.#shape = shape
  }

  get mayAllow(): boolean {
    return this.statement.effect !== 'Deny'
  }

  get mayDeny(): boolean {
    return this.statement.effect !== 'Allow'
  }

  get resource(): Details['resource'] {
    return this.#ready().resource
  }

  get conditions(): PreparedCondition[] {
    return this.#ready().conditions
  }

  /** Sentences: any of them makes a match unknown. */
  get unreadable(): string[] {
    return this.#ready().unreadable
  }

  /** Keys its conditions use, as spelled there, sorted. */
  get conditionKeys(): string[] {
    return this.#ready().conditionKeys
  }

  /** Lower-case keys on whose values anything in the statement depends. */
  get dependsOn(): string[] {
    return this.#ready().dependsOn
  }

  /** Of these, the ones that its resource patterns use. */
  get resourceKeys(): string[] {
    return this.#ready().resourceKeys
  }

  #ready(): Details {
    this.#details ??= prepareDetails(this.statement, this.#variables, this.#shape)
    return this.#details
  }
}

function prepareDetails(statement: Statement, variables: boolean, shape: PolicyShape): Details {
  const unreadable = [...statement.unreadable]
  if (statement.index >= 0 && unreadable.length === 0) unreadable.push(...missingElements(statement, shape))
  const resource =
    statement.resource === null ? null : prepareResource(statement.resource, variables, unreadable)
  const conditions = prepareConditions(statement, variables, unreadable)
  const keys = conditions.flatMap(condition => condition.keys)
  const resourceKeys = resource?.patterns.flatMap(keysOfPattern) ?? []
  return {
    resource,
    conditions,
    unreadable,
    conditionKeys: [...new Set(keys)].sort(),
    dependsOn: lowerOnce([...keys, ...resourceKeys]),
    resourceKeys: lowerOnce(resourceKeys),
  }
}

function keysOfPattern({ readings }: PreparedPattern): string[] {
  return readings.flatMap(reading => templateKeys(reading.template))
}

function lowerOnce(keys: string[]): string[] {
  return keys.length === 0 ? keys : [...new Set(keys.map(key => key.toLowerCase()))].sort()
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

function prepareResource(list: PatternList, variables: boolean, unreadable: string[]): Details['resource'] {
  const patterns = list.patterns.map((text, index): PreparedPattern => {
    const complete = completeArnPattern(text)
    const documented = prepareReading(complete, variables, null)
    if (documented.glob === null && hasEarlyVariable(complete)) {
      unreadable.push(`A variable stands before the fifth colon of "${text}", where IAM takes none.`)
    }
    const others = doubtfulReadings(text).map(({ pattern, doubt }) =>
      prepareReading(pattern, variables, doubt),
    )
    const line = list.patternLines[index] ?? list.line
    return { text, line, readings: [documented, ...others] }
  })
  return { not: list.not, patterns }
}

function prepareReading(
  pattern: string,
  variables: boolean,
  doubt: string | null,
): PreparedPattern['readings'][number] {
  const template = parseTemplate(pattern, true, variables)
  const [only] = template
  const exact = template.length === 1 && typeof only === 'string'
  return { glob: exact ? compileGlob(only) : null, template, doubt }
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
