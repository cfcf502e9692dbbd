/** Joins class lists, leaving out what is off. */
export function classNames(...parts: unknown[]): string {
  return parts.filter(part => typeof part === 'string' && part !== '').join(' ')
}
