import 'server-only'
import { engineNamed } from '@/lib/access/model/engine-family/engine-families'
import { otherLabel } from '@/lib/access/model/engine-family/other'

/** Describe calls also return these neighbours of RDS, which are other products. */
const OTHER_PRODUCTS = /^(neptune|docdb|timestream)/

export const isRdsEngine = (engine: string) => !OTHER_PRODUCTS.test(engine)

/** `PostgreSQL 16.4`, `Aurora MySQL 3.07.1` (out of `8.0.mysql_aurora.3.07.1`). */
export function engineLabel(engine: string, version: string): string {
  const name = engineNamed(engine)?.label ?? otherLabel(engine)
  const shown = version.replace(/^.*mysql_aurora\./, '')
  return shown ? `${name} ${shown}` : name
}

const versionNumbers = (version: string) => version.split('.').map(part => Number.parseInt(part, 10) || 0)

/** Why this engine never accepts IAM logins, else null; what an engine has and since when is its family's to say. */
export function engineWithoutIam(engine: string, version: string, engineMode = 'provisioned'): string | null {
  const known = engineNamed(engine)
  if (engine.startsWith('custom-')) return 'RDS Custom has no IAM database authentication.'
  if (!known) return `${engineLabel(engine, '')} has no IAM database authentication.`
  if (engineMode === 'serverless') return 'Aurora Serverless v1 has no IAM database authentication.'
  const [major = 0, minor = 0] = versionNumbers(version)
  const [sinceMajor, sinceMinor] = known.iamSince ?? [0, 0]
  const tooOld = major < sinceMajor || (major === sinceMajor && minor < sinceMinor)
  return tooOld ? `${engineLabel(engine, version)} is too old for IAM database authentication.` : null
}

/** Whether it refuses plaintext where its parameter was never set. */
export function tlsByDefault(engine: string, version: string): boolean {
  const { tlsSince = null } = engineNamed(engine) ?? {}
  const [major = 0] = versionNumbers(version)
  return tlsSince !== null && major >= tlsSince
}
