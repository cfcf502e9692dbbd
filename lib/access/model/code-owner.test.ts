import { describe, expect, it } from 'vitest'
import { codeOwnerOf, ownerName, ownerSentence } from './code-owner'

const PRODUCT = 'arn:aws:servicecatalog:us-east-1:111122223333:stack/orders-db/pp-mycpuogt2i45s'
const found = (tags: Record<string, string> | null) => {
  const owner = codeOwnerOf({ tags })
  return owner && [ownerName(owner), owner.proven]
}

describe('who keeps a target by code', () => {
  it.each([
    [{ 'aws:cloudformation:stack-name': 'fraud' }, 'CloudFormation stack fraud', true],
    [
      { 'aws:cloudformation:stack-name': 'SC-1-pp-x', 'aws:servicecatalog:provisionedProductArn': PRODUCT },
      'Service Catalog product orders-db',
      true,
    ],
    [{ 'aws:servicecatalog:provisionedProductArn': 'of another shape' }, 'Service Catalog', true],
    [
      { 'aws:cloudformation:stack-name': 'fraud', ManagedBy: 'Terraform' },
      'CloudFormation stack fraud',
      true,
    ],
    [{ ManagedBy: 'Terraform' }, 'Terraform', false],
    [{ 'managed-by': 'terragrunt' }, 'Terraform', false],
    [{ managed_by: 'OpenTofu 1.9' }, 'Terraform', false],
    [{ Terraform: 'true' }, 'Terraform', false],
    [{ 'terraform:workspace': 'prod' }, 'Terraform', false],
    [{ CreatedBy: 'pulumi' }, 'Pulumi', false],
    [{ 'pulumi:stack': 'prod' }, 'Pulumi', false],
    [{ IaC: 'CDK' }, 'AWS CDK', false],
    [{ provisioner: 'CloudFormation' }, 'CloudFormation', false],
  ] as [Record<string, string>, string, boolean][])('%o: %s, proven: %s', (tags, name, proven) => {
    expect(found(tags)).toEqual([name, proven])
  })

  it.each([
    [null],
    [{}],
    [{ environment: 'production', owner: 'risk' }],
    [{ terraform: 'false' }],
    [{ Terraform: '' }],
    [{ ManagedBy: 'the platform team' }],
    [{ ManagedBy: 'not terraform' }],
    [{ ManagedBy: 'terraformers anonymous' }],
    [{ 'terraform-exempt': 'yes' }],
    [{ project: 'pulumi-migration' }],
    [{ 'aws:backup:source-resource': 'x' }],
  ])('%o names nobody', tags => {
    expect(found(tags)).toBeNull()
  })
})

it('says what a tag proves, and of any but those of AWS that it proves nothing', () => {
  const sentence = (tags: Record<string, string>) => {
    const owner = codeOwnerOf({ tags })
    return owner && ownerSentence(owner)
  }
  expect(sentence({ 'aws:cloudformation:stack-name': 'fraud' })).toBe(
    'It belongs to the CloudFormation stack fraud: AWS wrote its tag aws:cloudformation:stack-name.',
  )
  expect(sentence({ ManagedBy: 'Terraform' })).toMatch(/names Terraform\. Whoever wrote that tag says so/)
})
