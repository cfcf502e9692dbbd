/** As IAM's actions and, but for CloudWatch's, signatures name it. */
export type ServiceName = QueryService | JsonService
export type QueryService = 'rds' | 'iam' | 'sts'
/** Those that speak AWS JSON: the operation stands in a header. */
export type JsonService = 'organizations' | 'logs' | 'cloudwatch' | 'secretsmanager'

const JSON_SCOPES: Readonly<Record<string, JsonService>> = {
  organizations: 'organizations',
  logs: 'logs',
  monitoring: 'cloudwatch',
  secretsmanager: 'secretsmanager',
}

/** The service whose signatures carry this scope; null: one that speaks Query, or none. */
export const jsonServiceOf = (scope: string | undefined): JsonService | null =>
  JSON_SCOPES[scope ?? ''] ?? null

export const scopeOfService = (service: ServiceName) => (service === 'cloudwatch' ? 'monitoring' : service)

export const isJsonService = (service: ServiceName): service is JsonService =>
  jsonServiceOf(scopeOfService(service)) !== null
