/**
 * A variable of a template that was not filled in: condition keys are `vendor:key` (IAM User Guide, "Policy variables"),
 * so that nothing ever has a value for `${db_user}` or `${AWS::StackName}`.
 */
const PLACEHOLDER = /\$\{(?![*?$]\})(?:[^:}]*|[^:}]*::[^}]*)\}/

export const isPlaceholder = (text: string) => PLACEHOLDER.test(text)
