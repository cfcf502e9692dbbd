/** RDS User Guide, "IAM database authentication": a token opens connections for 15 minutes. */
export const TOKEN_SECONDS = 900

/** The earlier of the token's own end and that of the session that signs it. */
export function tokenLife(
  signedAt: Date,
  sessionEndsAt: string | null,
): { expiresAt: string; fullLifeEndsAt: string; seconds: number; endsWithSession: boolean } {
  const full = signedAt.getTime() + TOKEN_SECONDS * 1000
  const session = sessionEndsAt === null ? Number.POSITIVE_INFINITY : Date.parse(sessionEndsAt)
  const end = Math.max(signedAt.getTime(), Math.min(full, session))
  return {
    expiresAt: new Date(end).toISOString(),
    fullLifeEndsAt: new Date(full).toISOString(),
    seconds: Math.floor((end - signedAt.getTime()) / 1000),
    endsWithSession: session < full,
  }
}

/** `2 h 41 min`, `9 min`, `45 s` */
export function durationWords(seconds: number): string {
  if (seconds < 90) return `${Math.max(0, Math.round(seconds))} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`
}
