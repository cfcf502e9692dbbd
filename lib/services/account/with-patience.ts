import 'server-only'

/** What the reading answers, or after so long `otherwise`. The reading goes on alone. */
export async function withPatience<T>(
  reading: Promise<T>,
  patienceMs: number,
  otherwise: () => T,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>(resolve => {
    timer = setTimeout(resolve, patienceMs)
  }).then(otherwise)
  try {
    return await Promise.race([reading, patience])
  } finally {
    clearTimeout(timer)
  }
}
