import 'server-only'
import { createHash, createHmac } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import type { Endpoint } from '@/lib/access/model/target'
import type { Account } from '@/lib/account'
import { awsNow } from '@/lib/aws/clock'
import type { SigningCredentials } from '@/lib/aws/sts'

/** Node's own SHA-256 with the face that the signer asks for: with a key, an HMAC. */
class Sha256 {
  readonly #hash
  constructor(key?: unknown) {
    this.#hash = key === undefined ? createHash('sha256') : createHmac('sha256', key as Uint8Array)
  }
  update(data: Uint8Array | string): void {
    this.#hash.update(data)
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }
  reset(): void {
    throw new Error('Each hash is made once.')
  }
}

/**
 * An auth token for one host, port, region and database user. Local cryptography: it proves nothing about access.
 * The host is signed in lower case, as the database host compares it; the date is AWS's, which `@aws-sdk/rds-signer` cannot take.
 */
export async function signAuthToken(
  account: Account,
  input: {
    endpoint: Endpoint
    region: string
    databaseUser: string
    credentials: SigningCredentials
  },
): Promise<string> {
  const { accessKeyId, secretAccessKey, sessionToken } = input.credentials
  const hostname = input.endpoint.host.trim().toLowerCase()
  const { port } = input.endpoint
  const signer = new SignatureV4({
    service: 'rds-db',
    region: input.region,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) },
    sha256: Sha256,
  })
  const request = {
    method: 'GET',
    protocol: 'https:',
    hostname,
    port,
    path: '/',
    query: { Action: 'connect', DBUser: input.databaseUser },
    headers: { host: `${hostname}:${port}` },
  }
  const { query = {} } = await signer.presign(request, { expiresIn: 900, signingDate: awsNow(account) })
  const parameters = Object.keys(query)
    .sort()
    .map(name => `${encoded(name)}=${encoded(String(query[name]))}`)
  return `${hostname}:${port}/?${parameters.join('&')}`
}

/** As SigV4 encodes a query (IAM User Guide, "Create a canonical request"). */
const encoded = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
