import type { UserName } from './user-intent'

export const isUser =
  ({ name, host }: UserName) =>
  (other: UserName): boolean =>
    other.name === name && (other.host ?? null) === (host ?? null)

export const sameHostless = (one: UserName, other: UserName): boolean =>
  one.name.toLowerCase() === other.name.toLowerCase()
