import { type GeneratedCase, RESOURCES, VALUES } from './generate-case'

/** Beyond the usual values: every database user's name, and a value that nothing mentions. */
const NAMES = [...new Set(RESOURCES.map(resource => resource.slice(resource.indexOf('/') + 1))), 'zz-other']
const FILLINGS: Record<string, (string | string[])[]> = {
  ...VALUES,
  'aws:username': NAMES,
  'aws:PrincipalTag/team': [...NAMES, 'ops'],
  'aws:PrincipalTag/none': NAMES,
}

/** Every way of filling in the unknown keys that the policies mention: each is a case without unknown keys. */
export function* completions(each: GeneratedCase): Generator<GeneratedCase> {
  const text = each.layers
    .flatMap(layer => layer.documents)
    .join(' ')
    .toLowerCase()
  const open = Object.keys(FILLINGS).filter(
    key => !(key in each.context) && !each.absentKeys.includes(key) && text.includes(key.toLowerCase()),
  )
  const total = open.reduce((product, key) => product * ((FILLINGS[key]?.length ?? 0) + 1), 1)
  for (let number = 0; number < total; number++) {
    const context = { ...each.context }
    let rest = number
    for (const key of open) {
      const values = FILLINGS[key] ?? []
      const value = values[rest % (values.length + 1)]
      rest = Math.floor(rest / (values.length + 1))
      // The last choice is that the key is not there at all.
      if (value !== undefined) context[key] = value
    }
    yield { ...each, context, mode: 'strict' }
  }
}
