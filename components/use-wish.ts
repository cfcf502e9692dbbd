'use client'
import { useState } from 'react'

/** What a person chose stands at once, and until the server's answer is of that: one for an earlier choice may come first. */
export function useWish(answered: string): [string, (value: string) => void] {
  const [wish, setWish] = useState<string | null>(null)
  if (wish === answered) setWish(null)
  return [wish ?? answered, setWish]
}
