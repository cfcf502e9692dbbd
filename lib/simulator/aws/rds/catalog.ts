interface EngineFacts {
  versions: string[]
  classes: string[]
  /** "Supported Regions and DB engines for IAM database authentication", both guides. */
  iamAuth(version: string, instanceClass: string): boolean
}

const COMMON = [
  'db.t4g.medium',
  'db.m5.large',
  'db.m6g.large',
  'db.m6g.xlarge',
  'db.r6g.large',
  'db.r6g.xlarge',
  'db.r6g.2xlarge',
]
const AURORA = ['db.t4g.medium', 'db.r6g.large', 'db.r6g.xlarge', 'db.r6g.2xlarge', 'db.serverless']
const TOO_SMALL = ['db.t2.small', 'db.t3.small']

const never = () => false
const always = () => true

export const CATALOG: Record<string, EngineFacts> = {
  postgres: {
    versions: ['13.16', '14.13', '15.7', '16.3', '16.4', '17.2'],
    classes: ['db.t3.small', 'db.m6gd.large', ...COMMON],
    iamAuth: always,
  },
  mysql: { versions: ['8.0.36', '8.0.39', '8.4.2'], classes: ['db.t3.small', ...COMMON], iamAuth: always },
  mariadb: {
    versions: ['10.5.26', '10.6.19', '10.11.9', '11.4.3'],
    classes: ['db.t3.small', ...COMMON],
    iamAuth: version => !/^10\.[456]\./.test(version),
  },
  'aurora-mysql': {
    versions: ['5.7.mysql_aurora.2.12.3', '8.0.mysql_aurora.3.07.1', '8.0.mysql_aurora.3.08.0'],
    classes: ['db.t2.small', 'db.t3.small', ...AURORA],
    iamAuth: (_version, instanceClass) => !TOO_SMALL.includes(instanceClass),
  },
  'aurora-postgresql': { versions: ['14.13', '15.8', '16.3', '17.2'], classes: AURORA, iamAuth: always },
  'oracle-se2': {
    versions: ['19.0.0.0.ru-2025-07.rur-2025-07.r1'],
    classes: ['db.m5.large'],
    iamAuth: never,
  },
  'sqlserver-se': {
    versions: ['15.00.4415.2.v1', '16.00.4175.1.v1'],
    classes: ['db.m5.large'],
    iamAuth: never,
  },
}

export function supportsIamAuth(engine: string, version: string, instanceClass: string): boolean {
  return CATALOG[engine]?.iamAuth(version, instanceClass) ?? false
}
