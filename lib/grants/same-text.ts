/** Whether two policies say the same in the same order, however they are laid out. */
export function sameText(left: string, right: string): boolean {
  try {
    return JSON.stringify(JSON.parse(left)) === JSON.stringify(JSON.parse(right))
  } catch {
    return false
  }
}
