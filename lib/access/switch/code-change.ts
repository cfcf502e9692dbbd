import { type CodeOwner, type CodeTool, codeOwnerOf } from '@/lib/access/model/code-owner'
import { isCluster, type Target, type TargetKind } from '@/lib/access/model/target'

interface CodeLines {
  /** `CloudFormation template` */
  label: string
  text: string
}

/** The switch as it is changed where the target is written, and what becomes of one that is changed beside that. */
export interface CodeChange {
  owner: CodeOwner
  /** One sentence. */
  reverts: string
  lines: CodeLines[]
}

type Written = Pick<Target, 'kind'> & { owner: CodeOwner; on: boolean }
type Writer = (written: Written) => CodeLines

/** CloudFormation Template Reference, AWS::RDS::DBInstance and AWS::RDS::DBCluster. */
const template: Writer = ({ kind, owner, on }) => ({
  label: 'CloudFormation template',
  text: [
    'Resources:',
    `  ${owner.logicalId ?? 'Database'}:`,
    `    Type: AWS::RDS::${isCluster(kind) ? 'DBCluster' : 'DBInstance'}`,
    '    Properties:',
    `      EnableIAMDatabaseAuthentication: ${on}`,
  ].join('\n'),
})

/** CDK API Reference, aws_rds: `DatabaseCluster` is Aurora's; a Multi-AZ DB cluster is written as `CfnDBCluster`. */
const CDK: Record<Exclude<TargetKind, 'proxy'>, [construct: string, property: string]> = {
  instance: ['DatabaseInstance', 'iamAuthentication'],
  auroraCluster: ['DatabaseCluster', 'iamAuthentication'],
  multiAzCluster: ['CfnDBCluster', 'enableIamDatabaseAuthentication'],
}

const construct: Writer = ({ kind, on }) => {
  const [name, property] = CDK[kind === 'proxy' ? 'instance' : kind]
  return {
    label: 'AWS CDK, TypeScript',
    text: `new rds.${name}(this, 'Database', {\n  // what is there already\n  ${property}: ${on},\n})`,
  }
}

/** Terraform AWS provider, aws_db_instance and aws_rds_cluster. */
const resource: Writer = ({ kind, on }) => ({
  label: 'Terraform',
  text: `resource "${isCluster(kind) ? 'aws_rds_cluster' : 'aws_db_instance'}" "database" {\n  # what is there already\n  iam_database_authentication_enabled = ${on}\n}`,
})

/** Pulumi AWS provider, aws.rds.Instance and aws.rds.Cluster. */
const program: Writer = ({ kind, on }) => ({
  label: 'Pulumi, TypeScript',
  text: `new aws.rds.${isCluster(kind) ? 'Cluster' : 'Instance'}('database', {\n  // what is there already\n  iamDatabaseAuthenticationEnabled: ${on},\n})`,
})

/** CloudFormation User Guide, "What is drift?"; Pulumi, "Detecting and reconciling drift". */
const TOOLS: Record<CodeTool, { writers: Writer[]; reverts: string }> = {
  cloudFormation: {
    // A stack of the CDK bears the same tags.
    writers: [template, construct],
    reverts:
      'Changed here, the target differs from its template: drift detection shows that, and a later update of the stack may set it back.',
  },
  serviceCatalog: {
    writers: [template, construct],
    reverts:
      'Changed here, the target differs from the template of its product: a later update of the provisioned product may set it back.',
  },
  cdk: {
    writers: [construct, template],
    reverts:
      'Changed here, the target differs from its stack: drift detection shows that, and a later deployment may set it back.',
  },
  terraform: {
    writers: [resource],
    reverts:
      'Changed here, the next apply sets it back, unless the code says the same or is told to ignore this argument. Left out, the argument means off.',
  },
  pulumi: {
    writers: [program],
    reverts:
      'Changed here, the next update that refreshes its state first sets it back, unless the program says the same.',
  },
}

/** Null: no tag says that code keeps this target. */
export function codeChangeOf(
  target: Pick<Target, 'kind' | 'tags'>,
  desired: 'on' | 'off',
): CodeChange | null {
  const owner = codeOwnerOf(target)
  if (!owner || target.kind === 'proxy') return null
  const { writers, reverts } = TOOLS[owner.tool]
  const written = { kind: target.kind, owner, on: desired === 'on' }
  return { owner, reverts, lines: writers.map(write => write(written)) }
}
