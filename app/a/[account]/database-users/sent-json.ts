/** Two hundred schemas and tables with long names. */
const LONGEST = 262_144

/** What a browser sent as JSON; null: it is none, or longer than any question. */
export async function sentJson(request: Request): Promise<unknown> {
  const text = await request.text()
  if (text.length > LONGEST) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
