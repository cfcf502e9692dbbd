import 'server-only'
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { rootCertificates } from 'node:tls'
import { AppError } from '@/lib/errors'

const PEM = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

function certificatesIn(variable: string, file: string): string[] {
  let text: string
  try {
    text = readFileSync(/* turbopackIgnore: true */ file, 'utf8')
  } catch (error) {
    throw new AppError('invalid', `${variable}: the file ${file} cannot be read.`, { cause: error })
  }
  const found = text.match(PEM) ?? []
  const whole = found.every(pem => {
    try {
      return new X509Certificate(pem) !== null
    } catch {
      return false
    }
  })
  if (found.length > 0 && whole) return found
  throw new AppError('invalid', `${variable}: the file ${file} holds no certificates in PEM form.`)
}

/**
 * What connections to AWS trust where AWS_CA_BUNDLE is set, which the SDK for JavaScript does not read: its authorities beside
 * the public ones and NODE_EXTRA_CA_CERTS, which Node leaves out once a list is given. Null: Node's own list is right.
 */
export function awsCertificates(environment: Record<string, string | undefined>): string[] | null {
  const { AWS_CA_BUNDLE: bundle, NODE_EXTRA_CA_CERTS: extra } = environment
  if (!bundle) return null
  const own = certificatesIn('AWS_CA_BUNDLE', bundle)
  return [...rootCertificates, ...own, ...(extra ? certificatesIn('NODE_EXTRA_CA_CERTS', extra) : [])]
}
