import type { DatabaseSchema } from '@/lib/access/model/database-user'

export interface SchemaRef {
  database: string
  schema: string
}

/** `orders.public`; in the MySQL family a schema is its own database. */
export const schemaWords = ({ database, schema }: SchemaRef) =>
  database === schema ? schema : `${database}.${schema}`

/** As it is typed where nothing was read: `database.schema`, or `schema` alone where both are one. */
export function typedSchema(text: string): SchemaRef {
  const [database = '', ...rest] = text.trim().split('.')
  return { database, schema: rest.join('.') || database }
}

export const knownSchemas = (schemas: readonly DatabaseSchema[]) =>
  schemas.map(({ database, name, tables }) => ({ database, schema: name, tables }))
