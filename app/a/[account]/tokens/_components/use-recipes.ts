'use client'

import { useMemo, useState } from 'react'
import { recipes } from '@/lib/connect/recipes'
import { dialThrough, type Reach } from '@/lib/connect/tunnel'
import type { IssuedToken } from '@/lib/services/tokens/mint-token'

/** Made in the browser: another way to the endpoint needs no other token. */
export function useRecipes({ way, token }: Pick<IssuedToken, 'way' | 'token'>) {
  const [reach, setReach] = useState<Reach>('given')
  const list = useMemo(() => recipes({ ...way, dial: dialThrough(reach, way), token }), [way, reach, token])
  return { reach, setReach, list }
}
