import type { ConnectionFailure, Diagnosis, FailureContext } from './diagnosis'

const untrusted = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'CERT_SIGNATURE_FAILURE',
])

export function tlsFailure(error: ConnectionFailure, context: FailureContext): Diagnosis | null {
  const { code = '', message } = error
  if (untrusted.has(code) || /certificate verify failed|self.signed certificate/i.test(message)) {
    return {
      step: 'tls',
      title: 'The certificate is signed by an authority that the CA file does not hold',
      causes: [
        'The CA file is old or of another region: download the bundle again.',
        'China and GovCloud regions have bundles of their own.',
      ],
    }
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID' || /does not match host name|altname/i.test(message)) {
    return {
      step: 'tls',
      title: `The certificate does not name ${context.host}`,
      causes: [
        'A custom DNS name or an address was dialled: check the certificate against the AWS endpoint.',
        'The tunnel leads to another target.',
      ],
    }
  }
  if (code === 'CERT_HAS_EXPIRED' || /certificate has expired/i.test(message)) {
    return {
      step: 'tls',
      title: 'The certificate has expired',
      causes: ['Rotate the target’s certificate authority.'],
    }
  }
  if (/no encryption|SSL off|require(s)? TLS|only with SSL|SSL required|insecure transport/i.test(message)) {
    return {
      step: 'tls',
      title: 'The target takes IAM sign-ins only over TLS',
      causes: [
        'The client fell back to plaintext after a failed TLS attempt: read its first error.',
        'TLS is not switched on in the client: use sslmode=verify-full and the CA file.',
      ],
    }
  }
  if (/does not support SSL|ECONNRESET.*TLS|wrong version number/i.test(`${code} ${message}`)) {
    return {
      step: 'tls',
      title: 'The other end does not speak TLS',
      causes: ['The tunnel or port leads somewhere else.'],
    }
  }
  return null
}
