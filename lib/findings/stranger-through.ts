import type { TrustCaller } from '@/lib/iam/index'

/** Somebody else who signs in through the provider: what is given of them, and what they are free to choose. */
export function strangerThrough(
  caller: TrustCaller,
  given: Record<string, string>,
  isFree: (lowerKey: string) => boolean,
): TrustCaller {
  const { some, ...choices } = caller.choices ?? {}
  return {
    ...caller,
    context: { ...caller.context, ...given },
    choices: {
      ...choices,
      some: (key, conditions) => (isFree(key) ? 'anything' : (some?.(key, conditions) ?? null)),
    },
  }
}
