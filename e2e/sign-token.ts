import { createHash, createHmac } from 'node:crypto'

export interface SessionKeys {
  AccessKeyId: string
  SecretAccessKey: string
  Token: string
}

interface TokenWish {
  keys: SessionKeys
  host: string
  port: number
  region: string
  databaseUser: string
  at?: Date
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest()
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, mark => `%${mark.charCodeAt(0).toString(16)}`)

/** A signer of our own, so that a test can sign at another time. "Create a signed AWS API request", IAM User Guide. */
export function signToken({ keys, host, port, region, databaseUser, at = new Date() }: TokenWish): string {
  const date = at.toISOString().replace(/[-:]|\.\d{3}/g, '')
  const scope = `${date.slice(0, 8)}/${region}/rds-db/aws4_request`
  const parameters = {
    Action: 'connect',
    DBUser: databaseUser,
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${keys.AccessKeyId}/${scope}`,
    'X-Amz-Date': date,
    'X-Amz-Expires': '900',
    'X-Amz-Security-Token': keys.Token,
    'X-Amz-SignedHeaders': 'host',
  }
  const query = Object.entries(parameters)
    .map(pair => pair.map(encode).join('='))
    .sort()
    .join('&')
  const canonical = ['GET', '/', query, `host:${host}:${port}`, '', 'host', sha256('')].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n')
  const key = scope.split('/').reduce<Buffer | string>(hmac, `AWS4${keys.SecretAccessKey}`)
  return `${host}:${port}/?${query}&X-Amz-Signature=${hmac(key, toSign).toString('hex')}`
}
