import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
import type { Endpoint } from '@/lib/access/model/target'

export interface RecipeInput {
  /** The signed endpoint. */
  endpoint: Endpoint
  /** What is dialled instead, through a tunnel: an IP address or `localhost`. */
  dial: Endpoint | null
  databaseUser: string
  databaseName: string
  /** Path of the CA bundle on the machine that connects. */
  caFile: string
  family: EngineFamilyId
  token: string
}

export type RecipeId = 'psql' | 'uri' | 'env' | 'node' | 'dbeaver' | 'mysql' | 'token'

export interface Recipe {
  id: RecipeId
  label: string
  /** One line for the list. Never holds the token. */
  summary: string
  /** Holds the token. */
  text: string
  masked: string
}

/** A recipe without its token: the same writer makes the copied and the shown form. */
export interface RecipeTemplate {
  id: RecipeId
  label: string
  summary: string
  write(token: string): string
}
