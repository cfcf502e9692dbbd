import { connect, createServer } from 'node:net'

/** How a connection is lost around what is sent: before the server has it, or after it has acted on it. */
export interface Cut {
  at: RegExp
  when: 'before' | 'after'
}

interface CuttableSocket {
  path: string
  /** The next connection that sends this is lost there. */
  cutNext(cut: Cut): void
  /** From then on nobody is answered, until somebody is again. */
  refuseAfterCut(): void
  answerAgain(): void
  /** Called once with what was sent, before the server has it; it waits until that is over. */
  meanwhileNext(at: RegExp, act: () => Promise<void>): void
  close(): Promise<void>
}

/** For tests: stands before the Unix socket of a database, and loses connections there. */
export async function cuttableSocket(path: string, upstream: string): Promise<CuttableSocket> {
  let cut: Cut | null = null
  let state: 'answers' | 'refusesAfterCut' | 'refuses' = 'answers'
  let meanwhile: { at: RegExp; act: () => Promise<void> } | null = null
  const server = createServer(client => {
    if (state === 'refuses') return void client.destroy()
    const database = connect(upstream)
    const end = () => {
      client.destroy()
      database.destroy()
    }
    client.on('error', end).on('close', end)
    database.on('error', end).on('close', end)
    let answersLost = false
    let busy = Promise.resolve()
    client.on('data', chunk => {
      busy = busy.then(async () => {
        const words = chunk.toString('latin1')
        if (meanwhile?.at.test(words)) {
          const { act } = meanwhile
          meanwhile = null
          await act()
        }
        if (cut?.at.test(words)) {
          const { when } = cut
          cut = null
          if (state === 'refusesAfterCut') state = 'refuses'
          if (when === 'before') return end()
          answersLost = true
        }
        database.write(chunk)
      })
    })
    database.on('data', chunk => (answersLost ? end() : client.write(chunk)))
  })
  await new Promise<void>(resolve => server.listen(path, resolve))
  return {
    path,
    cutNext(next) {
      cut = next
    },
    refuseAfterCut() {
      state = 'refusesAfterCut'
    },
    answerAgain() {
      state = 'answers'
    },
    meanwhileNext(at, act) {
      meanwhile = { at, act }
    },
    close: () => new Promise<void>(resolve => server.close(() => resolve())),
  }
}
