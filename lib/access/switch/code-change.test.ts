import { expect, it } from 'vitest'
import type { Target } from '@/lib/access/model/target'
import { codeChangeOf } from './code-change'

const STACK = { 'aws:cloudformation:stack-name': 'fraud' }
const texts = (kind: Target['kind'], tags: Target['tags'], desired: 'on' | 'off' = 'on') =>
  codeChangeOf({ kind, tags }, desired)?.lines.map(({ text }) => text)

it('a stack is offered its template first, under its own name there, and the CDK that may have written it', () => {
  const named = { ...STACK, 'aws:cloudformation:logical-id': 'FraudDb' }
  expect(texts('instance', named)).toEqual([
    'Resources:\n  FraudDb:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      EnableIAMDatabaseAuthentication: true',
    "new rds.DatabaseInstance(this, 'Database', {\n  // what is there already\n  iamAuthentication: true,\n})",
  ])
})

it.each([
  ['auroraCluster', STACK, /AWS::RDS::DBCluster\n.*\n *EnableIAMDatabaseAuthentication: true$/],
  ['multiAzCluster', { iac: 'cdk' }, /rds\.CfnDBCluster\(.*enableIamDatabaseAuthentication: true/s],
  ['auroraCluster', { iac: 'cdk' }, /rds\.DatabaseCluster\(.*iamAuthentication: true/s],
  ['instance', { ManagedBy: 'Terraform' }, /"aws_db_instance".*iam_database_authentication_enabled = true/s],
  ['multiAzCluster', { ManagedBy: 'Terraform' }, /"aws_rds_cluster"/],
  ['instance', { 'pulumi:stack': 'prod' }, /aws\.rds\.Instance\(.*iamDatabaseAuthenticationEnabled: true/s],
  ['auroraCluster', { 'pulumi:stack': 'prod' }, /aws\.rds\.Cluster\(/],
] as [Target['kind'], Record<string, string>, RegExp][])('%s of %o', (kind, tags, text) => {
  expect(texts(kind, tags)?.[0]).toMatch(text)
})

it('says off where it is turned off, and what sets it back', () => {
  const change = codeChangeOf({ kind: 'instance', tags: { ManagedBy: 'Terraform' } }, 'off')
  expect(change?.lines[0]?.text).toContain('iam_database_authentication_enabled = false')
  expect(change?.reverts).toContain('the next apply sets it back')
})

it('a target that no tag gives to code has none, nor has one whose tags were not read, nor a proxy', () => {
  expect(codeChangeOf({ kind: 'instance', tags: { owner: 'risk' } }, 'on')).toBeNull()
  expect(codeChangeOf({ kind: 'instance', tags: null }, 'on')).toBeNull()
  expect(codeChangeOf({ kind: 'proxy', tags: STACK }, 'on')).toBeNull()
})
