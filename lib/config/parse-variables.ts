import { z } from 'zod'
import type { Endpoint } from '@/lib/access/model/target'
import { likelyRegion, mayBeRegion } from '@/lib/config/misspelt-region'
import { AppError } from '@/lib/errors'
import { CAPABILITIES, type Capability } from '@/lib/operator/operator'

const list = (text: string) =>
  text
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '')

const instead = (name: string) => {
  const likely = likelyRegion(name)
  return likely ? `Did you mean ${likely}? ` : ''
}

const regions = z
  .string()
  .default('')
  .transform((text, ctx): string[] | 'all' => {
    if (text.trim() === 'all') return 'all'
    const names = list(text)
    const wrong = names.find(name => !mayBeRegion(name))
    if (wrong)
      ctx.addIssue(
        `"${wrong}" is not a region. ${instead(wrong)}Use a list such as "eu-west-1,us-east-1", or "all".`,
      )
    return [...new Set(names)]
  })

/** The SDK's own: where nothing is said of Gatehouse's regions, it is asked there. */
const ownRegion = z
  .string()
  .optional()
  .refine(name => name === undefined || mayBeRegion(name), {
    error: ({ input }) => `"${input}" is not a region. ${instead(String(input))}Use one such as "eu-west-1".`,
  })

const capabilities = z
  .string()
  .default('read,mint')
  .transform((text, ctx): Capability[] => {
    const names = new Set(['read', ...list(text)])
    const wrong = [...names].find(name => !(CAPABILITIES as readonly string[]).includes(name))
    if (wrong) ctx.addIssue(`"${wrong}" is not a capability. Use any of ${CAPABILITIES.join(', ')}.`)
    return CAPABILITIES.filter(capability => names.has(capability))
  })

function parseEndpoint(text: string): Endpoint | null {
  const [, host, port] = /^(.+):(\d{1,5})$/.exec(text.trim()) ?? []
  if (host === undefined || port === undefined || Number(port) > 65_535) return null
  return { host: host.toLowerCase(), port: Number(port) }
}

const tunnels = z
  .string()
  .default('')
  .transform((text, ctx): ReadonlyMap<string, Endpoint> => {
    const table = new Map<string, Endpoint>()
    for (const entry of list(text)) {
      const [signed, dialled, ...rest] = entry.split('=').map(parseEndpoint)
      if (signed && dialled && rest.length === 0) table.set(`${signed.host}:${signed.port}`, dialled)
      else ctx.addIssue(`"${entry}" is not a tunnel. Use "database-host:5432=127.0.0.1:15432".`)
    }
    return table
  })

/** Only where it is: a path would have to be taken off by the reverse proxy and put on every link by us. */
const publicUrl = z
  .string()
  .optional()
  .transform((text, ctx): string | undefined => {
    if (text === undefined) return undefined
    const url = URL.canParse(text) ? new URL(text) : null
    if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin
    ctx.addIssue('Use the address that people open, without a path, such as "https://gatehouse.example.com".')
    return z.NEVER
  })

/** In the management account, or one that may read the organisation. */
const roleArn = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
    'Use the ARN of a role, such as "arn:aws:iam::999900001111:role/gatehouse-organization-reader".',
  )

const long = (what: string) => z.string().min(16, `${what} needs at least 16 characters.`).optional()

const schema = z.object({
  GATEHOUSE_REGIONS: regions,
  AWS_REGION: ownRegion,
  AWS_CA_BUNDLE: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'Use an address such as "postgresql://user@host:5432/gatehouse".')
    .optional(),
  GATEHOUSE_DATA_DIR: z.string().min(1).default('.data'),
  GATEHOUSE_CAPABILITIES: capabilities,
  GATEHOUSE_LAUNCH_KEY: long('The key'),
  GATEHOUSE_SESSION_SECRET: long('The secret'),
  GATEHOUSE_AUDIT_KEY: z.string().min(32, 'The key needs at least 32 characters.').optional(),
  GATEHOUSE_METRICS_TOKEN: long('The token'),
  GATEHOUSE_TUNNELS: tunnels,
  GATEHOUSE_CA_FILE: z.string().min(1).optional(),
  GATEHOUSE_SCAN_USER: z.string().min(1).max(63).optional(),
  GATEHOUSE_ADMIN_USER: z.string().min(1).max(63).optional(),
  GATEHOUSE_SCAN_MINUTES: z.coerce.number('Use a number of minutes.').int().min(0).max(1440).default(15),
  GATEHOUSE_ALLOWED_HOSTS: z
    .string()
    .default('')
    .transform(text => list(text).map(host => host.toLowerCase())),
  GATEHOUSE_INVENTORY_SECONDS: z.coerce.number('Use a number of seconds.').int().min(0).max(3600).default(60),
  GATEHOUSE_CALLS_AT_ONCE: z.coerce.number('Use a number of calls.').int().min(1).max(20).default(4),
  GATEHOUSE_PUBLIC_URL: publicUrl,
  GATEHOUSE_DEMO: z.string().max(600).optional(),
  GATEHOUSE_ORGANIZATION_ROLE: roleArn.optional(),
  GATEHOUSE_SESSION_IDLE_MINUTES: z.coerce
    .number('Use a number of minutes.')
    .int()
    .min(1)
    .max(43_200)
    .default(480),
  GATEHOUSE_SESSION_HOURS: z.coerce.number('Use a number of hours.').int().min(1).max(720).default(24),
})

export type Variables = z.output<typeof schema>

/** Reads what the environment says; a bad value is named with its variable and what to write instead. */
export function parseVariables(environment: Record<string, string | undefined>): Variables {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const sentences = result.error.issues.map(issue => `${String(issue.path[0])}: ${issue.message}`)
  throw new AppError('invalid', `The environment holds a value that cannot be used. ${sentences.join(' ')}`)
}

export const VARIABLE_NAMES = Object.keys(schema.shape)
