/**
 * Exchanges a launch address for the session cookie, as the button of its page does. Answers `name=value`.
 * @param {string} launchUrl
 */
export async function signIn(launchUrl) {
  const { origin, pathname, searchParams } = new URL(launchUrl)
  const answer = await fetch(`${origin}${pathname}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin },
    body: new URLSearchParams({ key: searchParams.get('key') ?? '' }),
  })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
  if (!cookie) throw new Error(`Signing in was answered ${answer.status}.`)
  return cookie
}
