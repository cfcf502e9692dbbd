import type { DatabaseScan, FoundInside } from '../model/database-user'
import { familyOf } from '../model/engine-family/engine-families'
import type { Target } from '../model/target'

type Told = Pick<FoundInside, 'users' | 'databases' | 'version' | 'identity'>

const majorOf = (version: string, target: Pick<Target, 'family'>) =>
  version
    .replace(/[^\d.].*$/, '')
    .split('.', familyOf(target).majorNumbers)
    .join('.')

/** Why what somebody read by hand may come from another server than this target; empty: nothing speaks against it. */
export function doubtsOfScan(
  found: Told,
  target: Pick<Target, 'name' | 'family' | 'engineVersion' | 'masterUsername' | 'databaseName'>,
  before: Pick<DatabaseScan, 'identity' | 'source'> | null,
): string[] {
  const { name, engineVersion, masterUsername, databaseName } = target
  const { version, identity } = found
  const names = new Set(found.users.map(user => user.name))
  const otherVersion = version !== null && majorOf(version, target) !== majorOf(engineVersion, target)
  return [
    ...(identity && before?.identity && identity !== before.identity
      ? [
          `It names another server than the last reading of ${name} did: ${identity}, then ${before.identity}. After a restore or an upgrade that is as it should be.`,
        ]
      : []),
    ...(otherVersion
      ? [`It comes from version ${version}, and AWS says that ${name} runs ${engineVersion}.`]
      : []),
    ...(masterUsername !== null && !names.has(masterUsername)
      ? [`It has no user ${masterUsername}, who is the master user of ${name}.`]
      : []),
    ...(databaseName !== null && !found.databases.includes(databaseName)
      ? [`It has no database ${databaseName}, which ${name} was made with.`]
      : []),
  ]
}
