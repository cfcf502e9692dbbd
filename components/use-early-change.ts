'use client'
import { type RefObject, useLayoutEffect, useRef } from 'react'

/** What a person changed before the page's script had started is kept: read once from the field itself. */
export function useEarlyChange(
  field: RefObject<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | null>,
  drawn: string,
  take: (value: string) => void,
) {
  const first = useRef({ drawn, take })
  useLayoutEffect(() => {
    const value = field.current?.value
    if (value !== undefined && value !== first.current.drawn) first.current.take(value)
  }, [field])
}
