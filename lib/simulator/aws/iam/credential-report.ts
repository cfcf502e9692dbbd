import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Operations } from '@/lib/simulator/aws/call'
import type { IamUser } from '@/lib/simulator/world/iam-world'
import type { World } from '@/lib/simulator/world/world'

const FOUR_HOURS_MS = 4 * 3_600_000

/** The columns in AWS's order (IAM User Guide, "Getting credential reports"). */
const COLUMNS = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  ...[1, 2].flatMap(number =>
    ['active', 'last_rotated', 'last_used_date', 'last_used_region', 'last_used_service'].map(
      column => `access_key_${number}_${column}`,
    ),
  ),
  ...[1, 2].flatMap(number => [`cert_${number}_active`, `cert_${number}_last_rotated`]),
]

export const credentialReport: Operations = {
  GenerateCredentialReport: {
    resource: () => '*',
    perform({ world, now }) {
      const last = world.credentialReport
      if (last && now.getTime() - last.generatedAt.getTime() < FOUR_HOURS_MS) return { State: 'COMPLETE' }
      world.credentialReport = { generatedAt: now, text: reportOf(world) }
      return { State: 'STARTED', Description: 'No report exists. Starting a new report generation task' }
    },
  },
  GetCredentialReport: {
    resource: () => '*',
    perform({ world }) {
      const report = world.credentialReport
      if (!report) throw new AwsError('ReportNotPresent', 410, 'No report present. Generate a report first.')
      return {
        Content: Buffer.from(report.text).toString('base64'),
        ReportFormat: 'text/csv',
        GeneratedTime: report.generatedAt,
      }
    },
  },
}

const dated = (date: Date | null | undefined, otherwise: string) =>
  date ? date.toISOString().replace(/\.\d+Z$/, '+00:00') : otherwise

function reportOf(world: World): string {
  const root = ['<root_account>', `arn:${world.partition}:iam::${world.accountId}:root`]
  const rows = [...world.users.values()].map(user => rowOf(world, user))
  const none = COLUMNS.slice(2).map(column => (/active$/.test(column) ? 'false' : 'not_supported'))
  return [COLUMNS, [...root, ...none], ...rows].map(row => row.join(',')).join('\n')
}

function rowOf(world: World, user: IamUser): string[] {
  const own = [...world.accessKeys.values()].filter(({ userName }) => userName === user.name)
  const keys = [own[0], own[1]].flatMap(key => [
    String(key?.active ?? false),
    dated(key?.createdAt, 'N/A'),
    dated(key?.lastUsed?.at, 'N/A'),
    key?.lastUsed?.region ?? 'N/A',
    key?.lastUsed?.service ?? 'N/A',
  ])
  const password = user.consolePassword
    ? ['true', dated(user.passwordLastUsed, 'no_information'), dated(user.createdAt, 'N/A'), 'N/A']
    : ['false', 'N/A', 'N/A', 'N/A']
  const mfa = String([...world.mfaDevices.values()].some(({ userName }) => userName === user.name))
  const certificates = ['false', 'N/A', 'false', 'N/A']
  return [user.name, user.arn, dated(user.createdAt, 'N/A'), ...password, mfa, ...keys, ...certificates]
}
