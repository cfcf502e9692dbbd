import 'server-only'

/**
 * Who asked, as CloudTrail shall show it. API Reference of STS, AssumeRole: RoleSessionName is 2 to 64 of `[\w+=,.@-]`.
 * A name in letters of another script leaves nothing of itself; Activity has it.
 */
export function roleSessionName(person: string): string {
  const plain = person.normalize('NFKD').replace(/\p{M}/gu, '')
  const name = plain.replace(/[^\w+=,.@-]+/g, '-').replace(/^-+|-+$/g, '')
  return name.length < 2 ? `gatehouse-${name || 'person'}` : name.slice(0, 64)
}
