import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { plainResponse } from '@/lib/operator/plain-page'

const form = { action: '/launch', button: 'Sign in', fields: { key: '"><script>' }, notes: [] }

describe('a plain page', () => {
  it('allows its own style and no other', async () => {
    const page = plainResponse(401, 'Signed out', 'Run `npm run key`.')
    const html = await page.text()
    const style = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? ''
    const hash = createHash('sha256').update(style).digest('base64')
    const policy = page.headers.get('content-security-policy')
    expect(policy).toContain(`default-src 'none'; style-src 'sha256-${hash}';`)
    expect(policy).toContain("form-action 'none'")
    expect(html).toContain('<code>npm run key</code>')
  })

  it('shows the mark of the product in its tab, from this server alone', async () => {
    const page = plainResponse(401, 'This address was used already', 'x')
    expect(await page.text()).toContain('<link rel="icon" href="/icon.svg">')
    expect(page.headers.get('content-security-policy')).toContain("; img-src 'self';")
  })

  it('sends a form to this server only, with its Origin but without the address that holds the key', () => {
    const { headers } = plainResponse(200, 'Sign in', 'x', { form })
    expect(headers.get('content-security-policy')).toContain("form-action 'self'")
    expect(headers.get('referrer-policy')).toBe('strict-origin')
  })

  it('asks for a name: typed first where there is none yet, said to be wrong where it is', async () => {
    const question = { name: 'name', label: 'Your name', value: '', placeholder: 'root (local)' }
    const htmlOf = (more: object) =>
      plainResponse(200, 'Sign in', 'x', { form: { ...form, question: { ...question, ...more } } }).text()
    expect(await htmlOf({})).toMatch(/<label for="name">Your name<.*<input id="name"[^>]* autofocus>/)
    expect(await htmlOf({ value: 'Mira' })).toMatch(
      /<input [^>]*value="Mira"[^>]*dir="auto"><button autofocus>/,
    )
    const refused = await htmlOf({ value: '"><script>', problem: 'A <name>.' })
    expect(refused).toMatch(/aria-invalid="true" aria-describedby="problem" autofocus><small id="problem"/)
    expect(refused).not.toMatch(/<script|<name>/)
  })

  it('shows what it was given as text', async () => {
    const html = await plainResponse(200, '<b>', '`<i>`', { form }).text()
    expect(html).not.toMatch(/<b>|<i>|<script/)
  })
})
