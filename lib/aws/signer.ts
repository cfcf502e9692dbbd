import 'server-only'
import { Signer } from '@aws-sdk/rds-signer'
import type { Endpoint } from '@/lib/access/target'
import type { SigningCredentials } from '@/lib/aws/sts'

/**
 * An auth token for one host, port, region and database user. Local cryptography: it proves nothing about access.
 * The host is signed in lower case: the SDK signs it as given, the database host compares it lower-cased.
 */
export async function signAuthToken(input: {
  endpoint: Endpoint
  region: string
  databaseUser: string
  credentials: SigningCredentials
}): Promise<string> {
  const { accessKeyId, secretAccessKey, sessionToken } = input.credentials
  const signer = new Signer({
    hostname: input.endpoint.host.trim().toLowerCase(),
    port: input.endpoint.port,
    region: input.region,
    username: input.databaseUser,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) },
  })
  return signer.getAuthToken()
}
