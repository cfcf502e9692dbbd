import type {
  PolicyAttachment,
  PolicySnapshot,
  PolicySource,
  PrincipalPolicies,
} from '@/lib/iam/policy-snapshot'

const ACCOUNT = '111122223333'
const REGIONS = ['eu-central-1', 'us-east-1']
const USERS = [
  'app_rw',
  'app_ro',
  'report',
  'etl',
  'migrate',
  'audit',
  'ops',
  'billing',
  'search',
  'cron',
  'jane',
  'admin',
]

/** Small, seeded and the same everywhere (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

function resourceId(index: number): string {
  const letters = (index * 2654435761) >>> 0
  return `${index % 3 === 0 ? 'cluster' : 'db'}-${letters.toString(36).toUpperCase().padStart(8, 'Q')}XYZ${index}`
}

function targetArn(index: number): string {
  return `arn:aws:rds-db:${REGIONS[index % REGIONS.length]}:${ACCOUNT}:dbuser:${resourceId(index)}`
}

export function benchResources(targets: number): string[] {
  return Array.from({ length: targets }, (_, index) =>
    USERS.map(user => `${targetArn(index)}/${user}`),
  ).flat()
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable, not a template
const OWN_NAME = 'arn:aws:rds-db:*:*:dbuser:*/${aws:username}'

type Statement = Record<string, unknown>

function policy(id: string, kind: PolicySource['kind'], statements: Statement[]): PolicySource {
  const name = id.split(/[#/]/).pop() ?? id
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2)
  return { id, name, kind, versionId: kind === 'inline' ? null : 'v1', text }
}

const OTHER_WORK: Statement[] = [
  {
    Effect: 'Allow',
    Action: ['s3:GetObject', 's3:ListBucket'],
    Resource: ['arn:aws:s3:::data', 'arn:aws:s3:::data/*'],
  },
  { Effect: 'Allow', Action: ['logs:*', 'xray:Put*', 'sqs:SendMessage'], Resource: '*' },
]

/** What some principals share: administrators, teams, guardrails, and much that has nothing to do with databases. */
function managedPolicies(targets: number, random: () => number): PolicySource[] {
  const managed: PolicySource[] = [
    policy('arn:aws:iam::aws:policy/AdministratorAccess', 'awsManaged', [
      { Effect: 'Allow', Action: '*', Resource: '*' },
    ]),
    policy('arn:aws:iam::aws:policy/PowerUserAccess', 'awsManaged', [
      { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
    ]),
    policy('boundary', 'customerManaged', [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:*:*:dbuser:*/admin' },
    ]),
    policy('FullAWSAccess', 'scp', [{ Effect: 'Allow', Action: '*', Resource: '*' }]),
    policy('guardrail', 'scp', [
      {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:RequestedRegion': REGIONS } },
      },
    ]),
    policy('mine', 'customerManaged', [{ Effect: 'Allow', Action: 'rds-db:connect', Resource: OWN_NAME }]),
  ]
  for (let team = 0; team < 60; team += 1) {
    const own = Array.from({ length: 5 }, () => `${targetArn(Math.floor(random() * targets))}/app_*`)
    managed.push(
      policy(`team-${team}`, 'customerManaged', [
        ...OTHER_WORK,
        { Effect: 'Allow', Action: 'rds-db:connect', Resource: own },
      ]),
    )
  }
  return managed
}

/** A deterministic account: three in four principals are roles with an inline policy of their own. */
export function benchAccount(principals: number, targets: number): PolicySnapshot {
  const random = randomFrom(20121017)
  const policies = managedPolicies(targets, random)
  const people: PrincipalPolicies[] = []
  for (let index = 0; index < principals; index += 1) {
    const isUser = index % 4 === 0
    const arn = `arn:aws:iam::${ACCOUNT}:${isUser ? 'user/person' : 'role/service'}-${index}`
    const identity: PolicyAttachment[] = [
      { policyId: `team-${index % 60}`, viaGroup: isUser ? `team-${index % 60}` : null },
    ]
    if (index % 97 === 0)
      identity.push({ policyId: 'arn:aws:iam::aws:policy/AdministratorAccess', viaGroup: null })
    if (index % 41 === 0)
      identity.push({ policyId: 'arn:aws:iam::aws:policy/PowerUserAccess', viaGroup: null })
    if (isUser) identity.push({ policyId: 'mine', viaGroup: null })
    else {
      policies.push(policy(`${arn}#connect`, 'inline', ownStatements(index, targets, random)))
      identity.push({ policyId: `${arn}#connect`, viaGroup: null })
    }
    people.push({
      arn,
      context: {
        'aws:PrincipalArn': arn,
        'aws:PrincipalAccount': ACCOUNT,
        ...(isUser ? { 'aws:username': USERS[index % 12] ?? '' } : {}),
      },
      absentKeys: isUser ? [] : ['aws:username'],
      identity,
      boundary: index % 10 === 0 ? { policyId: 'boundary', viaGroup: null } : null,
      serviceControl: {
        state: 'read',
        levels: [
          {
            kind: 'root',
            name: 'Root',
            id: 'r-1',
            policies: [
              { policyId: 'FullAWSAccess', viaGroup: null },
              { policyId: 'guardrail', viaGroup: null },
            ],
          },
        ],
      },
    })
  }
  return { policies, principals: people }
}

function ownStatements(index: number, targets: number, random: () => number): Statement[] {
  const pick = () => targetArn(Math.floor(random() * targets))
  const resources = Array.from({ length: 3 }, () => `${pick()}/${USERS[Math.floor(random() * USERS.length)]}`)
  const statements: Statement[] = [
    ...OTHER_WORK,
    { Sid: 'Own', Effect: 'Allow', Action: 'rds-db:connect', Resource: resources },
  ]
  if (index % 5 === 0) statements.push({ Effect: 'Allow', Action: 'rds-db:*', Resource: `${pick()}/*` })
  if (index % 7 === 0) {
    const Condition = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }
    statements.push({ Effect: 'Allow', Action: 'rds-db:connect', Resource: `${pick()}/ops`, Condition })
  }
  if (index % 11 === 0)
    statements.push({ Effect: 'Deny', Action: 'rds-db:connect', Resource: `${pick()}/admin` })
  return statements
}
