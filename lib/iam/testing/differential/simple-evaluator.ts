/**
 * A second evaluator, deliberately plain, written from the IAM User Guide by someone who had not read the engine.
 * It exists only so that the two can be compared.
 */
import { conditionHolds } from './simple-conditions'
import { allOf, anyOf, list, matches, negate, type SimpleRequest, type Ternary } from './simple-matching'
import { resourceHolds } from './simple-resources'

type Json = Record<string, unknown>
export type SimpleDecision = 'allowed' | 'explicitDeny' | 'implicitDeny' | 'conditional'

function statementMatches(statement: Json, variables: boolean, request: SimpleRequest): Ternary {
  const action = 'Action' in statement ? statement.Action : statement.NotAction
  const actionMatch = anyOf(
    list(action).map(each =>
      matches(each.toLowerCase(), request.action.toLowerCase(), request, {
        variables: false,
        wildcards: true,
      }),
    ),
  )
  return allOf([
    'Action' in statement ? actionMatch : negate(actionMatch),
    resourceHolds(statement, variables, request),
    conditionHolds((statement.Condition ?? {}) as Record<string, Json>, variables, request),
  ])
}

/** One layer: the documents whose statements must allow together. */
function decideLayer(documents: string[], request: SimpleRequest): SimpleDecision {
  const allows: Ternary[] = []
  const denies: Ternary[] = []
  for (const text of documents) {
    let document: Json
    try {
      document = JSON.parse(text)
    } catch {
      allows.push(null)
      denies.push(null)
      continue
    }
    const statements = Array.isArray(document.Statement) ? document.Statement : [document.Statement]
    for (const statement of statements as Json[]) {
      const match = statementMatches(statement, document.Version === '2012-10-17', request)
      // An unreadable Effect may be either, unless the rest of the statement rules it out.
      const open = match === false ? false : null
      if (statement.Effect !== 'Deny') allows.push(statement.Effect === 'Allow' ? match : open)
      if (statement.Effect !== 'Allow') denies.push(statement.Effect === 'Deny' ? match : open)
    }
  }
  if (anyOf(denies) === true) return 'explicitDeny'
  if (anyOf(allows) === false) return 'implicitDeny'
  return anyOf(allows) === true && anyOf(denies) === false ? 'allowed' : 'conditional'
}

/** IAM User Guide, "How AWS enforcement code logic evaluates requests": every layer must allow, any deny ends it. */
export function simpleDecision(layers: string[][], request: SimpleRequest): SimpleDecision {
  const decisions = layers.map(layer => decideLayer(layer, request))
  for (const decisive of ['explicitDeny', 'implicitDeny', 'conditional'] as const) {
    if (decisions.includes(decisive)) return decisive
  }
  return layers.length > 0 ? 'allowed' : 'implicitDeny'
}
