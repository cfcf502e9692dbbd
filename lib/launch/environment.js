import { randomBytes } from 'node:crypto'

/**
 * @typedef {{ host: string, port: number, identifier: string, engine: string, dialHost: string, dialPort: number }} Front
 * @typedef {{ awsUrl: string, credentialsUrl: string, organizationReader: string, caFile: string, tunnels: string,
 *   fronts: Front[], laptopKey: { id: string, secret: string } | null }} Simulator
 */

/** What every dashboard is told. */
export function commonEnvironment() {
  return {
    NODE_ENV: 'production',
    HOSTNAME: '127.0.0.1',
    NEXT_TELEMETRY_DISABLED: '1',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  }
}

export function launchKey() {
  return randomBytes(24).toString('base64url')
}

/**
 * @param {string} address
 * @param {string} key
 */
export function launchAddress(address, key) {
  return `${address}/launch?key=${encodeURIComponent(key)}`
}

/** The person's own environment without anything that could point at their real AWS account or database. */
export function withoutAws() {
  const ours = /^(AWS_|GATEHOUSE_|PG|DATABASE_URL$|NODE_OPTIONS$|NODE_ENV$|PORT$|HOSTNAME$|npm_)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)))
}

/**
 * A dashboard that knows the simulated account and nothing else.
 * @param {Simulator} simulator
 * @param {string} dataDir
 * @param {{ readsOrganization?: boolean }} [options] as most accounts of an organisation, it may not read the SCPs over it
 * @returns {Record<string, string | undefined>}
 */
export function demoEnvironment(simulator, dataDir, { readsOrganization = false } = {}) {
  const { awsUrl, credentialsUrl, organizationReader, caFile, tunnels, laptopKey } = simulator
  const credentials = laptopKey
    ? { AWS_ACCESS_KEY_ID: laptopKey.id, AWS_SECRET_ACCESS_KEY: laptopKey.secret }
    : { AWS_CONTAINER_CREDENTIALS_FULL_URI: credentialsUrl }
  return {
    ...withoutAws(),
    ...commonEnvironment(),
    AWS_ENDPOINT_URL: awsUrl,
    ...credentials,
    AWS_REGION: 'us-east-1',
    // A default profile in the person's home would come before the container credentials.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    GATEHOUSE_REGIONS: 'us-east-1,us-west-2,eu-west-1',
    // On a laptop the keys are a person's own, who may change nothing.
    GATEHOUSE_CAPABILITIES: laptopKey ? 'read,mint' : 'read,mint,modify,grant,users',
    GATEHOUSE_DATA_DIR: dataDir,
    GATEHOUSE_TUNNELS: tunnels,
    GATEHOUSE_CA_FILE: caFile,
    GATEHOUSE_SCAN_USER: 'gatehouse_scan',
    GATEHOUSE_ADMIN_USER: 'gatehouse_ops',
    ...(readsOrganization ? { GATEHOUSE_ORGANIZATION_ROLE: organizationReader } : {}),
  }
}
