import type { Engine, EngineFamily, EngineFamilyId } from './engine-family'
import { mariadb } from './mariadb'
import { mysql } from './mysql'
import { other } from './other'
import { postgres } from './postgres'

/** The one list: what is kept by family elsewhere is a `Record<EngineFamilyId, …>`, so that none is forgotten. */
export const ENGINE_FAMILIES: Readonly<Record<EngineFamilyId, EngineFamily>> = {
  postgres,
  mysql,
  mariadb,
  other,
}

const FAMILIES = Object.values(ENGINE_FAMILIES)

export const familyOf = ({ family }: { family: EngineFamilyId }): EngineFamily => ENGINE_FAMILIES[family]

/** The database made with the target, else the one that every server of its family has. */
export const databaseNameOf = (target: { family: EngineFamilyId; databaseName: string | null }): string =>
  target.databaseName ?? familyOf(target).defaultDatabase

const ENGINES = new Map(
  FAMILIES.flatMap(family =>
    Object.entries(family.engines).map(([name, engine]) => [name, { family, engine }] as const),
  ),
)

/** By AWS's name of the engine, `aurora-mysql`. */
export const familyOfEngine = (name: string): EngineFamily => ENGINES.get(name)?.family ?? other

/** Null: an engine of which nothing is known. */
export const engineNamed = (name: string): Engine | null => ENGINES.get(name)?.engine ?? null

/** By what RDS Proxy calls it; null: it has no name there that is known. */
export const familyOfProxy = (proxyName: string | undefined): EngineFamily | null =>
  FAMILIES.find(family => family.proxyName !== null && family.proxyName === proxyName) ?? null

/** By what an address may hold: a family's id, or anything else. */
export const familyLabel = (id: string): string => FAMILIES.find(family => family.id === id)?.label ?? id
