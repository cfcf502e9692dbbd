/**
 * JSON with sorted keys and no blanks: equal values print equally, lists keep their order. Digests of plans and the hashes of
 * the audit log are taken over it, so one letter of another kind breaks both.
 */
export function canonicalJson(value: unknown): string {
  return print(value) ?? 'null'
}

function print(value: unknown): string | undefined {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(item => print(item) ?? 'null').join(',')}]`
  if ('toJSON' in value && typeof value.toJSON === 'function') return print(value.toJSON())
  const members: string[] = []
  for (const key of Object.keys(value).sort()) {
    const printed = print((value as Record<string, unknown>)[key])
    if (printed !== undefined) members.push(`${JSON.stringify(key)}:${printed}`)
  }
  return `{${members.join(',')}}`
}
