import type { Subject, SubjectKind } from '../subject'
import { type ExportInput, policyNameOf, policyPathOf, templateName } from './export-input'

const holders: Record<SubjectKind, string> = { role: 'Roles', user: 'Users', group: 'Groups' }

/** A JSON template: the policy document stands in it as it is. CloudFormation reads no `${…}` outside `Fn::Sub`. */
export function cloudFormation(input: ExportInput): string {
  const { intent, subjects, changes } = input
  const name = policyNameOf(input)
  const inline = intent.placement.kind === 'inline'
  const document: unknown = readJson(changes.documentText)
  const properties = inline
    ? { PolicyName: name, PolicyDocument: document, ...holdersOf(subjects) }
    : { ManagedPolicyName: name, Path: policyPathOf(input), PolicyDocument: document, ...holdersOf(subjects) }
  const resource = {
    Type: inline ? 'AWS::IAM::Policy' : 'AWS::IAM::ManagedPolicy',
    ...(intent.placement.kind === 'existingManaged' ? importNote(intent.placement.policyArn) : {}),
    Properties: properties,
  }
  return JSON.stringify(
    { AWSTemplateFormatVersion: '2010-09-09', Resources: { [templateName(name, 'pascal')]: resource } },
    null,
    2,
  )
}

function holdersOf(subjects: readonly Subject[]): Record<string, string[]> {
  const lists: Record<string, string[]> = {}
  for (const subject of subjects) {
    const key = holders[subject.kind]
    lists[key] = [...(lists[key] ?? []), subject.name]
  }
  return lists
}

/** A policy that exists joins a stack only by an import, which asks for `DeletionPolicy` and names it by its ARN. */
function importNote(policyArn: string) {
  return { DeletionPolicy: 'Retain', Metadata: { ImportBy: { PolicyArn: policyArn } } }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
