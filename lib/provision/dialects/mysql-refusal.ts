import type { Dialect } from '../dialect'
import { ofKind } from '../fact-sets'
import { factLine, type Place, type RightFact } from '../user-fact'
import { changeAccount, setDefaultRoles } from './mysql-statements'

const give = changeAccount(true, setDefaultRoles.statement)

const within = (place: Place, wide: Place): boolean => {
  if (wide.level === 'server') return true
  if (!('schema' in wide) || !('schema' in place) || wide.schema !== place.schema) return false
  if (wide.level === 'everyTable') return place.level === 'everyTable' || place.level === 'table'
  return place.level === wide.level && 'name' in place && 'name' in wide && place.name === wide.name
}

const covers = (right: RightFact) => (held: RightFact) =>
  (held.privilege === right.privilege || held.privilege === 'ALL PRIVILEGES') && within(right.on, held.on)

/** MySQL Reference Manual, "GRANT Statement": GRANT OPTION, and the privileges themselves. */
export const refusalInMysql: Dialect['refusal'] = (facts, { administrator }) => {
  if (administrator.superuser) return null
  const missing = ofKind(facts, 'right').filter(right => !administrator.grantable.some(covers(right)))
  const words = missing.map(right => factLine({ ...right, grantable: false }))
  if (missing.length === 0) return null
  const lent = missing.map(right => ({ ...right, grantable: true }))
  return {
    title: `${administrator.name} lacks GRANT OPTION for ${words.join(', ')},`,
    text: 'so it can neither grant nor revoke that.',
    line: give(lent, administrator, []).join('\n'),
  }
}
