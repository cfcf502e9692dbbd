import type { About, CauseTable } from '../cause-words'

/** China and GovCloud have bundles of their own ("Certificate bundles by AWS Region"): no line is better than a wrong one. */
const bundleLine = ({ host }: About) =>
  /\.cn$|us-gov-|amazonaws\.eu$/.test(host)
    ? null
    : 'curl -O https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem'
const CLIENT_TELLS = 'The TLS settings of the client.'

/** RDS User Guide, "Using SSL/TLS to encrypt a connection to a DB instance or cluster". */
export const TLS_CAUSES: CauseTable<
  | 'tlsNotUsed'
  | 'caFileMissing'
  | 'caUnknown'
  | 'certificateName'
  | 'certificateExpired'
  | 'tlsNotOffered'
  | 'tlsVersion'
> = {
  tlsNotUsed: {
    step: 'tls',
    check: null,
    fix: 'recipe',
    title: ({ target }) => `The client did not use TLS, and ${target} takes nothing else`,
    titleIfOk: () => 'The client uses TLS',
    explanation: () =>
      'IAM sign-ins are taken over TLS only. A client that may do without falls back after a first failure: then its first error counts.',
    advice: () => 'Use sslmode=verify-full with the RDS bundle, or what your client calls it.',
    wouldTell: CLIENT_TELLS,
  },
  caFileMissing: {
    step: 'tls',
    check: null,
    fix: 'copy',
    title: () => 'The client has no file with the RDS certificate authorities',
    titleIfOk: () => 'The CA file is there',
    explanation: () =>
      'It was told to check the server, and the file to check it against is missing, cannot be read or holds no certificate.',
    advice: () => 'Download the RDS bundle and name its path (sslrootcert). Do not switch the check off.',
    wouldTell: 'The path, on the machine and in the container where the program runs.',
    copyText: bundleLine,
  },
  caUnknown: {
    step: 'tls',
    check: 'tls',
    fix: 'copy',
    title: () => 'The certificate is signed by an authority that the client does not know',
    titleIfOk: ({ host }) => `The certificate of ${host} is signed by an RDS authority`,
    explanation: () =>
      'RDS has authorities of its own, which no system trusts by itself. The client’s file is missing them, is old, or is of another partition: China and GovCloud have their own.',
    advice: () => 'Download the RDS bundle anew and give it to this client. Do not switch the check off.',
    wouldTell: 'The certificate that the endpoint shows.',
    copyText: bundleLine,
  },
  certificateName: {
    step: 'tls',
    check: 'tls',
    fix: 'none',
    title: () => 'The certificate does not name the host that was dialled',
    titleIfOk: ({ host }) => `The certificate names ${host}`,
    explanation: () =>
      'A custom DNS name, an address or a tunnel’s localhost was dialled. The certificate names the AWS endpoint alone.',
    advice: () =>
      'Dial the endpoint’s own name, or keep it as the name to check against (host) and put the address beside it (hostaddr).',
    wouldTell: 'The certificate that the endpoint shows.',
  },
  certificateExpired: {
    step: 'tls',
    check: 'tls',
    fix: 'none',
    title: ({ target }) => `The certificate of ${target} or of its authority has expired`,
    titleIfOk: () => 'The certificate is in date',
    explanation: () =>
      'rds-ca-2019 ended in August 2024. An instance keeps its authority until it is changed; a client’s clock can be wrong as well.',
    advice: () =>
      'Change the instance to a certificate authority of today, with the new bundle in the clients first.',
    wouldTell: 'The certificate that the endpoint shows.',
  },
  tlsNotOffered: {
    step: 'tls',
    check: 'tls',
    fix: 'none',
    title: () => 'The other end offers no TLS',
    titleIfOk: ({ host }) => `${host} offers TLS`,
    explanation: () =>
      'RDS always offers it. So something else answered: a pooler, a local database, a port that leads elsewhere.',
    advice: () => 'Look at what was dialled, or switch TLS on in the pooler.',
    wouldTell: 'What listens at the other end.',
  },
  tlsVersion: {
    step: 'tls',
    check: 'tls',
    fix: 'none',
    title: () => 'Client and server have no TLS version or cipher in common',
    titleIfOk: () => 'Client and server agree on TLS',
    explanation: () =>
      'RDS takes TLS 1.2 and 1.3, old engine versions no more than 1.0. Old drivers and Java offer less, new ones refuse that.',
    advice: () => 'Update the driver or its runtime, or allow TLS 1.2 in it.',
    wouldTell: 'The TLS version that the endpoint takes.',
  },
}
