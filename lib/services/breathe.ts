import 'server-only'

/** Lets other requests through between two steps of long work. */
export const breathe = () => new Promise<void>(resolve => setImmediate(resolve))
