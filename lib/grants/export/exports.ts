import type { GrantPlan } from '../grant-plan'
import { awsCli } from './aws-cli'
import { cloudFormation } from './cloudformation'
import type { ExportInput } from './export-input'
import { terraform } from './terraform'

export function exportsOf(input: ExportInput): GrantPlan['exports'] {
  if (input.subjects.length === 0 || input.connections.length === 0) {
    return { cli: '', terraform: '', cloudformation: '' }
  }
  return {
    cli: awsCli(input.changes.steps),
    terraform: terraform(input),
    cloudformation: cloudFormation(input),
  }
}
