import { displayText } from './display-text'

/** Where the first match stands in a policy as it is shown to people; null: nowhere. Lines count from 1. */
export function lineOfFirst(text: string, pattern: RegExp): number | null {
  const shown = displayText(text)
  const index = shown.search(pattern)
  return index < 0 ? null : shown.slice(0, index).split('\n').length
}

/** Of the policy's own Version: of two, the first. */
export const lineOfVersion = (text: string): number | null => lineOfFirst(text, /"Version"\s*:/)
