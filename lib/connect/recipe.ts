import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
import type { Endpoint } from '@/lib/access/model/target'

export interface RecipeInput {
  /** The signed endpoint. */
  endpoint: Endpoint
  /** What is dialled instead, through a tunnel: an IP address or a name. */
  dial: Endpoint | null
  region: string
  databaseUser: string
  databaseName: string
  /** Path of the CA bundle on the machine that connects. */
  caFile: string
  family: EngineFamilyId
  token: string
}

export type RecipeId =
  | 'psql'
  | 'uri'
  | 'env'
  | 'mysql'
  | 'mariadb'
  | 'token'
  | 'dbeaver'
  | 'datagrip'
  | 'pgadmin'
  | 'node'
  | 'psycopg'
  | 'asyncpg'
  | 'jdbc'
  | 'node-pool'
  | 'psycopg-pool'
  | 'sqlalchemy'
  | 'go'
  | 'jdbc-wrapper'
  | 'dotnet'

/** A command line, a desktop program, one connection in code; or a program that makes a token for each connection. */
export type RecipeGroup = 'line' | 'desktop' | 'code' | 'application'

/** A recipe without its token: the same writer makes the copied and the shown form. */
export interface RecipeTemplate {
  id: RecipeId
  label: string
  group: RecipeGroup
  /** One line for the list. Never holds the token. */
  summary: string
  /** Our tests sign in with it, for real. Otherwise its shape is checked, and the screen says so. */
  isRun: boolean
  /** A line of the hosts file without which it cannot work through a tunnel. */
  hostsLine?: string | null
  write(token: string): string
}

export interface Recipe extends Omit<RecipeTemplate, 'write' | 'hostsLine'> {
  hostsLine: string | null
  /** Holds the token, but for an application: that makes its own. */
  text: string
  masked: string
}
