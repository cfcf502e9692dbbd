/** What is wrong with a text, or wide in it. Only errors stop it. */
export interface WrittenIssue {
  /** From 1, in the text as it is; null: of the whole. */
  line: number | null
  message: string
  severity: 'error' | 'warning'
}
