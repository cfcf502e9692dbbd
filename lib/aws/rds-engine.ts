import 'server-only'
import type { EngineFamily } from '@/lib/access/model/target'

/** Describe calls also return these neighbours of RDS, which are other products. */
const OTHER_PRODUCTS = /^(neptune|docdb|timestream)/

const FAMILIES: Record<string, EngineFamily> = {
  postgres: 'postgres',
  'aurora-postgresql': 'postgres',
  mysql: 'mysql',
  aurora: 'mysql',
  'aurora-mysql': 'mysql',
  mariadb: 'mariadb',
}

const LABELS: [RegExp, string][] = [
  [/^postgres$/, 'PostgreSQL'],
  [/^aurora-postgresql$/, 'Aurora PostgreSQL'],
  [/^mysql$/, 'MySQL'],
  [/^aurora(-mysql)?$/, 'Aurora MySQL'],
  [/^mariadb$/, 'MariaDB'],
  [/oracle/, 'Oracle'],
  [/sqlserver/, 'SQL Server'],
  [/db2/, 'Db2'],
]

export const isRdsEngine = (engine: string) => !OTHER_PRODUCTS.test(engine)

export const engineFamily = (engine: string): EngineFamily => FAMILIES[engine] ?? 'other'

/** `PostgreSQL 16.4`, `Aurora MySQL 3.07.1` (out of `8.0.mysql_aurora.3.07.1`). */
export function engineLabel(engine: string, version: string): string {
  const name = LABELS.find(([pattern]) => pattern.test(engine))?.[1] ?? engine
  const shown = version.replace(/^.*mysql_aurora\./, '')
  return shown ? `${name} ${shown}` : name
}

const versionNumbers = (version: string) => version.split('.').map(part => Number.parseInt(part, 10) || 0)

/**
 * Why this engine never accepts IAM logins, else null. RDS User Guide, "Supported Regions and DB engines for IAM database
 * authentication"; MariaDB 10.6 is disputed between pages, so it is left to what AWS answers for the class.
 */
export function engineWithoutIam(engine: string, version: string, engineMode = 'provisioned'): string | null {
  const family = engineFamily(engine)
  const label = engineLabel(engine, '')
  if (engine.startsWith('custom-')) return 'RDS Custom has no IAM database authentication.'
  if (family === 'other') return `${label} has no IAM database authentication.`
  if (engineMode === 'serverless') return 'Aurora Serverless v1 has no IAM database authentication.'
  const [major = 0, minor = 0] = versionNumbers(version)
  const tooOld =
    (engine === 'postgres' && major < 10) ||
    (engine === 'mysql' && (major < 5 || (major === 5 && minor < 7))) ||
    (engine === 'mariadb' && (major < 10 || (major === 10 && minor < 6)))
  return tooOld ? `${engineLabel(engine, version)} is too old for IAM database authentication.` : null
}

/** RDS turned `rds.force_ssl` on by default with PostgreSQL 15, Aurora with 17. */
export function tlsByDefault(engine: string, version: string): boolean {
  const [major = 0] = versionNumbers(version)
  if (engine === 'postgres') return major >= 15
  return engine === 'aurora-postgresql' && major >= 17
}

export const tlsParameter = (family: EngineFamily) =>
  family === 'postgres' ? 'rds.force_ssl' : 'require_secure_transport'
