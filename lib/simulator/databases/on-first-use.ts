export interface OnFirstUse<T> {
  get(): Promise<T>
  close(): Promise<void>
}

/** A server that nobody asks is never started: fifteen at once would be slow. One that could not start is tried again. */
export function onFirstUse<T extends { close(): Promise<void> }>(open: () => Promise<T>): OnFirstUse<T> {
  let opened: Promise<T> | null = null
  return {
    get() {
      opened ??= open().catch(error => {
        opened = null
        // Its visitor only sees that the line is cut.
        process.stderr.write(`A demo database could not be started. ${error.message}\n`)
        throw error
      })
      return opened
    },
    async close() {
      await (await opened?.catch(() => null))?.close()
    },
  }
}
