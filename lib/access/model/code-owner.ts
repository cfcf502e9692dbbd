import type { Target } from './target'

export type CodeTool = 'cloudFormation' | 'serviceCatalog' | 'cdk' | 'terraform' | 'pulumi'

export const TOOL_NAMES: Record<CodeTool, string> = {
  cloudFormation: 'CloudFormation',
  serviceCatalog: 'Service Catalog',
  cdk: 'AWS CDK',
  terraform: 'Terraform',
  pulumi: 'Pulumi',
}

/** What says that a target is made and kept by code. */
export interface CodeOwner {
  tool: CodeTool
  /** The stack or the provisioned product; null: the tag does not name it. */
  name: string | null
  /** Its name in the code; null: the tags do not say. */
  logicalId: string | null
  tag: { key: string; value: string }
  /** AWS alone writes tags under `aws:`. Any other is the word of whoever wrote it. */
  proven: boolean
}

const STACK = 'aws:cloudformation:stack-name'
const PRODUCT = 'aws:servicecatalog:provisionedProductArn'

/** `my-product` of `arn:aws:servicecatalog:us-east-1:111122223333:stack/my-product/pp-mycpuogt2i45s`. */
const productName = (arn: string) => /:stack\/([^/]+)\/pp-/.exec(arn)?.[1] ?? null

/**
 * CloudFormation User Guide, "Resource tags"; Service Catalog Administrator Guide, "AutoTags". A product is deployed as a stack,
 * so it bears the tags of both, and what updates it is the product.
 */
function byAws(tags: Record<string, string>): CodeOwner | null {
  const logicalId = tags['aws:cloudformation:logical-id'] ?? null
  const product = tags[PRODUCT]
  if (product !== undefined) {
    const tag = { key: PRODUCT, value: product }
    return { tool: 'serviceCatalog', name: productName(product), logicalId, tag, proven: true }
  }
  const stack = tags[STACK]
  if (stack === undefined) return null
  return { tool: 'cloudFormation', name: stack, logicalId, tag: { key: STACK, value: stack }, proven: true }
}

/** Keys under which people name the tool, without case and separators. */
const NAMING = new Set(
  'managedby,manageby,managedwith,provisionedby,provisioner,deployedby,createdby,iac,iactool'.split(','),
)

const TOOLS: [CodeTool, RegExp][] = [
  ['terraform', /^(terraform|terragrunt|opentofu|tofu)\b/i],
  ['pulumi', /^pulumi\b/i],
  ['cdk', /^(aws[ -])?cdk\b/i],
  ['cloudFormation', /^cloud-?formation\b/i],
]

/** Keys that are there only where the tool was: `terraform = true`, `terraform:workspace`, `pulumi:stack`. */
const OWN_KEYS: [CodeTool, RegExp][] = [
  ['terraform', /^(terraform|opentofu|tf)([:_-]?(managed|workspace|module|stack|state))?$/i],
  ['pulumi', /^pulumi([:_-]?(managed|project|stack))?$/i],
]

const SAYS_NO = /^(false|no|none|0|)$/i

const firstOf = (list: readonly [CodeTool, RegExp][], text: string) =>
  list.find(([, pattern]) => pattern.test(text))?.[0] ?? null

function toolNamedBy(key: string, value: string): CodeTool | null {
  if (NAMING.has(key.toLowerCase().replace(/[^a-z]/g, ''))) return firstOf(TOOLS, value.trim())
  return SAYS_NO.test(value.trim()) ? null : firstOf(OWN_KEYS, key.trim())
}

function byConvention(tags: Record<string, string>): CodeOwner | null {
  for (const [key, value] of Object.entries(tags)) {
    const tool = key.startsWith('aws:') ? null : toolNamedBy(key, value)
    if (tool) return { tool, name: null, logicalId: null, tag: { key, value }, proven: false }
  }
  return null
}

/** Null: no tag says so, or they were not read. That is no proof of the contrary. */
export function codeOwnerOf({ tags }: Pick<Target, 'tags'>): CodeOwner | null {
  return tags && (byAws(tags) ?? byConvention(tags))
}

/** `CloudFormation stack fraud`, `Terraform`. */
export function ownerName({ tool, name }: Pick<CodeOwner, 'tool' | 'name'>): string {
  if (name === null) return TOOL_NAMES[tool]
  return `${TOOL_NAMES[tool]} ${tool === 'serviceCatalog' ? 'product' : 'stack'} ${name}`
}

/** What the tag says, and how far that goes. */
export function ownerSentence({ tool, name, tag, proven }: CodeOwner): string {
  if (proven) return `It belongs to the ${ownerName({ tool, name })}: AWS wrote its tag ${tag.key}.`
  return `Its tag ${tag.key} = ${tag.value} names ${TOOL_NAMES[tool]}. Whoever wrote that tag says so; AWS does not check it.`
}
