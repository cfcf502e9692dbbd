const MEMORY = Symbol.for('gatehouse.memory')

/**
 * What was worked out about an object, by name, kept for as long as the object lives. Pages, routes and actions are
 * separate bundles that hold the same objects: a map in a module would be another one in each of them.
 */
export function memoryOf(owner: object & { [MEMORY]?: Map<string, unknown> }): Map<string, unknown> {
  const known = owner[MEMORY]
  if (known) return known
  const memory = new Map<string, unknown>()
  // Not enumerable: a copy with a changed part is another object, of which nothing is known yet.
  Object.defineProperty(owner, MEMORY, { value: memory })
  return memory
}
