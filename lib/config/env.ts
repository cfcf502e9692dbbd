import 'server-only'
import path from 'node:path'
import type { Endpoint } from '@/lib/access/model/target'
import { awsCertificates } from '@/lib/config/aws-certificates'
import { prepareCaFile } from '@/lib/config/ca-bundle'
import { parseVariables, VARIABLE_NAMES } from '@/lib/config/parse-variables'
import type { Capability } from '@/lib/operator/operator'

export interface Settings {
  /** Empty: the SDK's own region. */
  regions: string[] | 'all'
  databaseUrl: string | null
  dataDirectory: string
  capabilities: Capability[]
  launchKey: string | null
  /** Null: each process makes its own. */
  sessionSecret: string | null
  /** Seals the audit log. Null: a key of this data directory's own. */
  auditKey: string | null
  /** Lets a machine elsewhere read health and metrics. */
  metricsToken: string | null
  /** Signed `host:port` → where it is dialled. */
  tunnels: ReadonlyMap<string, Endpoint>
  /** PEM certificates that connections to AWS trust; null: Node's own. */
  awsCertificates: string[] | null
  /** PEM file that database certificates are checked against. */
  readonly caFile: string
  scanUser: string | null
  /** Signs in by token to make and change database users. Null: nothing is changed inside a database. */
  adminUser: string | null
  /** How old the last reading of a database may grow; 0: it is read only when asked. */
  scanMinutes: number
  allowedHosts: string[]
  inventorySeconds: number
  /** How many targets a switch of several changes at once; fewer while AWS throttles. */
  callsAtOnce: number
  /** Assumed to read organisation policies where our own account may not. */
  organizationRole: string | null
  /** What is said of a demo's account, line by line; null: no demo. Shown and nothing else: no verb does anything otherwise for it. */
  demo: string[] | null
  development: boolean
  /** The origin that people open when a reverse proxy stands in front of us. */
  publicUrl: string | null
  /** A session that is not used for this long ends. */
  sessionIdleMinutes: number
  /** A session ends this long after signing in, used or not. */
  sessionHours: number
}

interface Kept {
  fingerprint: string
  settings: Settings
}

// Routes, actions and instrumentation are separate bundles: what must be one per process lives here.
const kept = globalThis as typeof globalThis & { gatehouseSettings?: Kept }

function readSettings(): Settings {
  const variables = parseVariables(process.env)
  const dataDirectory = path.resolve(/* turbopackIgnore: true */ variables.GATEHOUSE_DATA_DIR)
  const publicUrl = variables.GATEHOUSE_PUBLIC_URL ?? null
  const givenCaFile = variables.GATEHOUSE_CA_FILE ?? null
  return {
    regions: variables.GATEHOUSE_REGIONS,
    databaseUrl: variables.DATABASE_URL ?? null,
    dataDirectory,
    capabilities: variables.GATEHOUSE_CAPABILITIES,
    launchKey: variables.GATEHOUSE_LAUNCH_KEY ?? null,
    sessionSecret: variables.GATEHOUSE_SESSION_SECRET ?? null,
    auditKey: variables.GATEHOUSE_AUDIT_KEY ?? null,
    metricsToken: variables.GATEHOUSE_METRICS_TOKEN ?? null,
    tunnels: variables.GATEHOUSE_TUNNELS,
    awsCertificates: awsCertificates(process.env),
    get caFile() {
      return prepareCaFile(givenCaFile, dataDirectory)
    },
    scanUser: variables.GATEHOUSE_SCAN_USER ?? null,
    adminUser: variables.GATEHOUSE_ADMIN_USER ?? null,
    scanMinutes: variables.GATEHOUSE_SCAN_MINUTES,
    allowedHosts: [
      ...variables.GATEHOUSE_ALLOWED_HOSTS,
      ...(publicUrl === null ? [] : [new URL(publicUrl).host]),
    ],
    inventorySeconds: variables.GATEHOUSE_INVENTORY_SECONDS,
    callsAtOnce: variables.GATEHOUSE_CALLS_AT_ONCE,
    organizationRole: variables.GATEHOUSE_ORGANIZATION_ROLE ?? null,
    demo: variables.GATEHOUSE_DEMO?.split('\n') ?? null,
    development: process.env.NODE_ENV === 'development',
    publicUrl,
    sessionIdleMinutes: variables.GATEHOUSE_SESSION_IDLE_MINUTES,
    sessionHours: variables.GATEHOUSE_SESSION_HOURS,
  }
}

/** The one reading of the environment, kept until a variable changes. */
export function settings(): Settings {
  const fingerprint = JSON.stringify(VARIABLE_NAMES.map(name => process.env[name]))
  if (kept.gatehouseSettings?.fingerprint !== fingerprint) {
    kept.gatehouseSettings = { fingerprint, settings: readSettings() }
  }
  return kept.gatehouseSettings.settings
}

export const hasAwsCertificates = () => settings().awsCertificates !== null

export interface ConfiguredEndpoint {
  variable: string
  /** With its port; the whole value where it is no address. Never a user or password. */
  host: string
}

/** SDKs and Tools Reference Guide, "Service-specific endpoints": that of the service goes first. */
export function configuredEndpoint(service: string): ConfiguredEndpoint | null {
  const names = [`AWS_ENDPOINT_URL_${service.toUpperCase()}`, 'AWS_ENDPOINT_URL']
  const variable = names.find(name => process.env[name])
  if (variable === undefined) return null
  const value = process.env[variable] ?? ''
  const host = URL.canParse(value) ? new URL(value).host : ''
  return { variable, host: host || value.replace(/^.*@/, '') }
}

const AWS_NAMES = [
  'AWS_ACCESS_KEY_ID',
  'AWS_PROFILE',
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_EC2_METADATA_DISABLED',
] as const

export type AwsEnvironment = Partial<Record<(typeof AWS_NAMES)[number], string>> & { hasSecretKey: boolean }

/** Where the SDK is told to look for credentials. The secret itself is only known to be there. */
export function awsEnvironment(): AwsEnvironment {
  const set = AWS_NAMES.flatMap(name => (process.env[name] ? [[name, process.env[name]]] : []))
  return { ...Object.fromEntries(set), hasSecretKey: Boolean(process.env.AWS_SECRET_ACCESS_KEY) }
}
