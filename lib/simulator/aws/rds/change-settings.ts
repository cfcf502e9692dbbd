import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Call } from '@/lib/simulator/aws/call'
import { nextWindow, startApplying } from '@/lib/simulator/aws/rds/lifecycle'
import type { Modifiable, Settings } from '@/lib/simulator/world/rds-world'

export type SettingParameter = [
  parameter: string,
  setting: keyof Settings,
  type: 'text' | 'integer' | 'boolean',
]

/** What a modify of an instance and one of a cluster take alike. */
export const COMMON_PARAMETERS: SettingParameter[] = [
  ['EnableIAMDatabaseAuthentication', 'iamAuth', 'boolean'],
  ['EngineVersion', 'engineVersion', 'text'],
  ['AllocatedStorage', 'allocatedStorage', 'integer'],
  ['BackupRetentionPeriod', 'backupRetention', 'integer'],
]

/** One modify: `checkAllowed` throws where RDS refuses these settings of this resource. */
export function modify(
  resource: Modifiable,
  call: Call,
  identifier: string,
  table: readonly SettingParameter[],
  checkAllowed: (asked: Partial<Settings>) => void,
): void {
  refuseUnknownParameters(call, identifier, table)
  const asked = readSettings(call, table)
  checkAllowed(asked)
  changeAtOnce(resource, call)
  change(resource, asked, call)
}

/** The settings that the call names, in our words. */
function readSettings(call: Call, table: readonly SettingParameter[]): Partial<Settings> {
  const { parameters } = call
  const asked = table.map(([name, setting, type]) => [setting, parameters[type](name)] as const)
  return Object.fromEntries(asked.filter(([, value]) => value !== null))
}

/** Asking for the present value takes a waiting change back; "now" applies everything that waits, asked or not. */
function change(resource: Modifiable, asked: Partial<Settings>, call: Call): void {
  const { now } = call
  const { settings, pending, applying } = resource
  for (const key of Object.keys(asked) as (keyof Settings)[]) {
    if (asked[key] === settings[key]) {
      delete pending[key]
      if (applying) delete applying.values[key]
    } else Object.assign(pending, { [key]: asked[key] })
  }
  const waiting = (Object.keys(pending) as (keyof Settings)[]).filter(
    key => applying?.values[key] !== pending[key],
  )
  if (call.parameters.boolean('ApplyImmediately') && waiting.length > 0) startApplying(resource, now)
  else resource.pendingDueAt = waiting.length > 0 ? nextWindow(resource.maintenanceWindow, now) : null
}

/** What takes effect at once, whatever ApplyImmediately says. */
function changeAtOnce(resource: Modifiable, { parameters }: Call): void {
  const exports = 'CloudwatchLogsExportConfiguration'
  const off = parameters.list(`${exports}.DisableLogTypes.member`)
  const on = parameters.list(`${exports}.EnableLogTypes.member`)
  resource.logExports = [...new Set([...resource.logExports.filter(type => !off.includes(type)), ...on])]
  resource.deletionProtection = parameters.boolean('DeletionProtection') ?? resource.deletionProtection
  resource.monitoringInterval = parameters.integer('MonitoringInterval') ?? resource.monitoringInterval
  resource.maintenanceWindow = parameters.text('PreferredMaintenanceWindow') ?? resource.maintenanceWindow
}

const AT_ONCE = ['ApplyImmediately', 'DeletionProtection', 'MonitoringInterval', 'PreferredMaintenanceWindow']

/** A parameter that is not carried out must not look as if it were. */
function refuseUnknownParameters(call: Call, identifier: string, table: readonly SettingParameter[]): void {
  const known = new Set(['Action', 'Version', identifier, ...AT_ONCE, ...table.map(([name]) => name)])
  const unknown = call.parameters
    .names()
    .find(name => !known.has(name) && !name.startsWith('CloudwatchLogsExport'))
  if (unknown === undefined) return
  throw new AwsError(
    'InvalidParameterValue',
    400,
    `The simulated account does not carry out the parameter ${unknown}`,
  )
}

export function iamAuthUnsupported(): AwsError {
  const sentence = 'IAM Database Authentication is not supported for this configuration.'
  return new AwsError('InvalidParameterCombination', 400, sentence)
}
