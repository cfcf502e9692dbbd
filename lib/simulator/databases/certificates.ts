import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import { createSecureContext, type SecureContext } from 'node:tls'
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const DAY_MS = 86_400_000

export interface DemoAuthority {
  /** What clients must trust, as PEM. */
  certificate: string
  /** Good for a year from yesterday, or until it has expired. */
  issueFor(hosts: string[], notAfter?: Date): Promise<SecureContext>
  /** The same as PEM, for a server that is not ours. */
  issuePemFor(hosts: string[], notAfter?: Date): Promise<{ certificate: string; key: string }>
}

/** A certificate authority that lives as long as this process; its key is never written down. */
export async function createDemoAuthority(): Promise<DemoAuthority> {
  const crypto = webcrypto as Crypto
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const notBefore = new Date(Date.now() - DAY_MS)
  const inAYear = new Date(Date.now() + 365 * DAY_MS)
  const root = await X509CertificateGenerator.createSelfSigned(
    {
      name: 'CN=Gatehouse demo database root',
      keys,
      notBefore,
      notAfter: inAYear,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      ],
    },
    crypto,
  )
  const issuePemFor: DemoAuthority['issuePemFor'] = async (hosts, notAfter = inAYear) => {
    const own = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
    const leaf = await X509CertificateGenerator.create(
      {
        // A common name holds 64 characters; endpoint names can be longer, and only the alternative names count.
        subject: 'CN=Gatehouse demo database',
        issuer: root.subject,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        notBefore,
        notAfter,
        signingAlgorithm: ALGORITHM,
        extensions: [
          new SubjectAlternativeNameExtension(hosts.map(value => ({ type: 'dns' as const, value }))),
          new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        ],
      },
      crypto,
    )
    const key = PemConverter.encode(await crypto.subtle.exportKey('pkcs8', own.privateKey), 'PRIVATE KEY')
    return { certificate: leaf.toString('pem'), key }
  }
  const issueFor: DemoAuthority['issueFor'] = async (hosts, notAfter) => {
    const { certificate: cert, key } = await issuePemFor(hosts, notAfter)
    return createSecureContext({ cert, key, minVersion: 'TLSv1.2' })
  }
  return { certificate: `${root.toString('pem')}\n`, issueFor, issuePemFor }
}
