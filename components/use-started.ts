'use client'
import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** Whether this part of the page hears what is done to it: false in what the server drew, until its script has started. */
export const useStarted = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
