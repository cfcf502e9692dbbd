import type { GrantPlan } from '../grant-plan'
import { awsCli } from './aws-cli'
import { cloudFormation } from './cloudformation'
import type { ExportInput } from './export-input'
import { terraform } from './terraform'

export function exportsOf(input: ExportInput): GrantPlan['exports'] {
  return {
    cli: awsCli(input.changes.steps),
    terraform: terraform(input),
    cloudformation: cloudFormation(input),
  }
}
