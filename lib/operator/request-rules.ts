const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** `host` without its port, lower case; `[::1]:3000` keeps its brackets. */
function hostName(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, '')
}

export function isLoopback(host: string | null): boolean {
  return host !== null && LOOPBACK.has(hostName(host))
}

/** Next accepts any Host: a page elsewhere could rebind its name to this machine (DNS rebinding). */
export function isOwnHost(host: string | null, allowedHosts: readonly string[]): boolean {
  if (host === null) return false
  return (
    isLoopback(host) ||
    allowedHosts.some(allowed => allowed === host.toLowerCase() || allowed === hostName(host))
  )
}

/** `https://gatehouse.example.com` of a reverse proxy in front of us; null: we are asked directly. */
type PublicUrl = string | null

/**
 * Next accepts a write without an Origin; here a write must come from one of our own pages. Behind a reverse proxy these
 * lie under the public address, whatever Host the proxy sends on.
 */
export function isOwnOrigin(
  origin: string | null,
  host: string | null,
  publicUrl: PublicUrl = null,
): boolean {
  if (origin === null || host === null) return false
  if (publicUrl !== null) return origin === publicUrl
  try {
    const { protocol, host: originHost } = new URL(origin)
    return (protocol === 'http:' || protocol === 'https:') && originHost === host.toLowerCase()
  } catch {
    return false
  }
}

const PASSED_ON = [
  'forwarded',
  'via',
  'x-real-ip',
  'x-forwarded-server',
  'x-forwarded-prefix',
  'cf-connecting-ip',
]
const LOOPBACK_ADDRESS = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/

/**
 * Whether a program on this very machine asks. A reverse proxy beside us may say `Host: 127.0.0.1` for anyone, so a public
 * address, or any trace of a proxy, means no. Next itself fills in X-Forwarded-*: the socket's address, the Host, `http`.
 */
export function isFromThisMachine(headers: Headers, { publicUrl }: { publicUrl: PublicUrl }): boolean {
  const host = headers.get('host')
  if (publicUrl !== null || !isLoopback(host)) return false
  if (PASSED_ON.some(name => headers.has(name))) return false
  return (
    LOOPBACK_ADDRESS.test(headers.get('x-forwarded-for') ?? '127.0.0.1') &&
    (headers.get('x-forwarded-host') ?? host) === host &&
    (headers.get('x-forwarded-proto') ?? 'http') === 'http'
  )
}

export function contentSecurityPolicy(nonce: string, development: boolean): string {
  const rules = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]
  return rules.join('; ')
}

export const SECURITY_HEADERS: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Tells nobody else anything. Under `no-referrer` a form without script would come with `Origin: null`.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
}
