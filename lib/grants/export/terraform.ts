import { documentSize } from '../document-size'
import type { Subject, SubjectKind } from '../subject'
import { type ExportInput, policyNameOf, policyPathOf, templateName } from './export-input'

/** HashiCorp AWS provider: one policy resource, one attachment each; an existing policy is taken over by an import block. */
export function terraform(input: ExportInput): string {
  const { intent, subjects } = input
  const name = policyNameOf(input)
  const label = templateName(name, 'snake')
  if (intent.placement.kind === 'inline') {
    return subjects.map(subject => inlineResource(subject, name, documentOf(input, subject))).join('\n\n')
  }
  const policy = managedPolicyResource({ name, path: policyPathOf(input), text: input.changes.documentText })
  const taken =
    intent.placement.kind === 'existingManaged' ? [importBlock(label, intent.placement.policyArn)] : []
  const attachments = subjects.map(subject => attachment(subject, label))
  return [...taken, policy, ...attachments].join('\n\n')
}

export function managedPolicyResource({
  name,
  path,
  text,
}: {
  name: string
  path: string
  text: string
}): string {
  return `resource "aws_iam_policy" "${templateName(name, 'snake')}" {
  name   = ${hcl(name)}
  path   = ${hcl(path)}
  policy = ${heredoc(text)}
}`
}

const attachmentTypes: Record<SubjectKind, string> = {
  role: 'aws_iam_role_policy_attachment',
  user: 'aws_iam_user_policy_attachment',
  group: 'aws_iam_group_policy_attachment',
}

function attachment(subject: Subject, policyLabel: string): string {
  return `resource "${attachmentTypes[subject.kind]}" "${policyLabel}_${templateName(subject.name, 'snake')}" {
  ${subject.kind.padEnd(10)} = ${hcl(subject.name)}
  policy_arn = aws_iam_policy.${policyLabel}.arn
}`
}

export function inlineResource(
  subject: Pick<Subject, 'kind' | 'name'>,
  name: string,
  document: string,
): string {
  const label = `${templateName(subject.name, 'snake')}_${templateName(name, 'snake')}`
  return `resource "aws_iam_${subject.kind}_policy" "${label}" {
  name   = ${hcl(name)}
  ${subject.kind.padEnd(6)} = ${hcl(subject.name)}
  policy = ${heredoc(document)}
}`
}

export function importBlock(label: string, id: string, type = 'aws_iam_policy'): string {
  return `import {\n  to = ${type}.${label}\n  id = ${hcl(id)}\n}`
}

function documentOf({ changes }: ExportInput, subject: Subject): string {
  return changes.sources.find(source => source.id.startsWith(`${subject.arn}#`))?.text ?? changes.documentText
}

/** In HCL `${` and `%{` start a template, so both are doubled. */
function escapeTemplates(text: string): string {
  return text.replaceAll(/[$%](?=\{)/g, sign => sign + sign)
}

function hcl(text: string): string {
  return escapeTemplates(JSON.stringify(text))
}

function heredoc(document: string): string {
  if (documentSize(document) === 0) return '""'
  const lines = escapeTemplates(document).split('\n')
  return `<<-JSON\n${lines.map(line => `    ${line}`).join('\n')}\n  JSON`
}
