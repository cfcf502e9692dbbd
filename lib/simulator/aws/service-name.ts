export type ServiceName = 'rds' | 'iam' | 'sts' | 'organizations'
