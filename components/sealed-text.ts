const MARK = 'SHA-256 of everything above this line'

/**
 * A text with its SHA-256 under it, so that a later change of it shows. It proves no author: whoever changes the text can hash it
 * again. Browsers hash on https and on loopback only.
 */
export async function sealedText(text: string): Promise<string> {
  const body = text.endsWith('\n') ? text : `${text}\n`
  const subtle = crypto.subtle as SubtleCrypto | undefined
  if (!subtle) return `${body}No SHA-256: this browser makes none over a connection without TLS.\n`
  const digest = new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(body)))
  const hex = [...digest].map(byte => byte.toString(16).padStart(2, '0')).join('')
  return [
    `${body}${MARK}: ${hex}`,
    `To check it, save this text as evidence.txt (UTF-8) and run: sed '/^${MARK}/,$d' evidence.txt | shasum -a 256`,
    '',
  ].join('\n')
}
