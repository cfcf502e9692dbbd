/**
 * `rds:connect` and its like are no actions: who writes them means `rds-db:connect` (Service Authorization Reference,
 * "Amazon RDS IAM Authentication": one action).
 */
export const isMisspelledAction = (pattern: string) =>
  /^rds[\w-]*:connect$/i.test(pattern) && !/^rds-db:/i.test(pattern)
