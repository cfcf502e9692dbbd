const isSecure = (publicUrl: string | null) => publicUrl?.startsWith('https:') ?? false

/**
 * Cookies know no ports: two servers on one machine must not sign each other's visitors out. `__Host-`: no neighbouring
 * name, and no page without TLS, can set it. Whether there is TLS is ours to say (GATEHOUSE_PUBLIC_URL), no header's.
 */
export function sessionCookie(host: string | null, publicUrl: string | null = null): string {
  const port = publicUrl === null ? /:(\d+)$/.exec(host ?? '')?.[1] : new URL(publicUrl).port
  const name = port ? `gatehouse_session_${port}` : 'gatehouse_session'
  return isSecure(publicUrl) ? `__Host-${name}` : name
}

/**
 * Lax, so that a browser which comes back from a sign-in elsewhere brings its session along. Strict would protect no
 * more: reading changes nothing here, and a write must come with our own Origin.
 */
export function sessionCookieOptions(publicUrl: string | null) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure(publicUrl) } as const
}
