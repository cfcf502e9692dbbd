import type { Instrumentation } from 'next'

// Next compiles this file for the edge runtime too, so everything that needs Node lies in the other file.
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') (await import('./instrumentation-node')).start()
}

export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { reportRequestError } = await import('./instrumentation-node')
  reportRequestError(error, { path: request.path, method: request.method, route: context.routePath })
}
