const QUERY = 'Q'.charCodeAt(0)
/** Nobody waits for the end of a message that is longer: nothing more is found then. */
const LONGEST = 1_048_576

/** Finds the statements of simple queries in what a signed-in client says: "Message Formats", PostgreSQL manual. */
export function statementsIn(): (said: Buffer) => string[] {
  let rest: Buffer | null = Buffer.alloc(0)
  return said => {
    const found: string[] = []
    if (rest) rest = Buffer.concat([rest, said])
    while (rest && rest.length >= 5) {
      const end = 1 + rest.readUInt32BE(1)
      if (end < 5 || end > LONGEST) rest = null
      else if (rest.length < end) break
      else {
        if (rest[0] === QUERY) found.push(rest.toString('utf8', 5, end - 1))
        rest = rest.subarray(end)
      }
    }
    return found
  }
}
