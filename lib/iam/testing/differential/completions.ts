import { type GeneratedCase, RESOURCES, VALUES } from './generate-case'

/** Beyond the usual values: every database user's name, and a value that nothing mentions. */
const NAMES = [...new Set(RESOURCES.map(resource => resource.slice(resource.indexOf('/') + 1))), 'zz-other']
const FILLINGS: Record<string, (string | string[])[]> = {
  ...VALUES,
  'aws:username': NAMES,
  'aws:PrincipalTag/team': [...NAMES, 'ops'],
  'aws:PrincipalTag/none': NAMES,
  'aws:userid': ['AROAX:run', 'AROAX:zz', 'aroax:run', 'AIDAY', 'zz-other'],
}

/** Every way of filling in the unknown keys that the policies mention, and what AWS leaves unsaid: nothing is unknown then. */
export function* completions(each: GeneratedCase): Generator<GeneratedCase> {
  const written = each.layers.flatMap(layer => layer.documents).join(' ')
  const text = written.toLowerCase()
  const saysAll = !/NotResource|ARN:|:RDS-DB:|US-EAST|:\*\/j/.test(written)
  const absent = (key: string) =>
    each.absentKeys.some(known => (known.endsWith('/*') ? key.startsWith(known.slice(0, -1)) : key === known))
  const unknown = (key: string) =>
    key in each.beginnings ||
    (each.mode === 'discovery' && !absent(key) && !(each.resourceFacts && key === 'aws:RequestedRegion'))
  const open = Object.keys(FILLINGS).filter(
    key => !(key in each.context) && unknown(key) && text.includes(key.toLowerCase()),
  )
  // The last choice is that the key is not there at all, unless its beginning is known.
  const choices = new Map(
    open.map((key): [string, (string | string[] | undefined)[]] => {
      const begun = each.beginnings[key]
      const values = FILLINGS[key] ?? []
      return [
        key,
        begun === undefined ? [...values, undefined] : values.filter(value => `${value}`.startsWith(begun)),
      ]
    }),
  )
  const total = open.reduce((product, key) => product * (choices.get(key)?.length ?? 1), 1)
  for (let number = 0; number < total; number++) {
    const context = { ...each.context }
    let rest = number
    for (const key of open) {
      const values = choices.get(key) ?? []
      const value = values[rest % values.length]
      rest = Math.floor(rest / values.length)
      if (value !== undefined) context[key] = value
    }
    for (const unsaid of saysAll ? [null] : [true, false])
      yield { ...each, context, beginnings: {}, mode: 'strict', unsaid }
  }
}
