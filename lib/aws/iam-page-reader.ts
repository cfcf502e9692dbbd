import 'server-only'
import { setImmediate as turn } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { IamEntities } from '@/lib/aws/iam-entities'
import { readIamPage } from '@/lib/aws/iam-page'
import { log } from '@/lib/log/log'

interface Task {
  body: Uint8Array
  take: (entities: Partial<IamEntities>) => void
  /** How much of the page has been taken: whoever goes on after a worker that died begins there. */
  taken: number
  resolve: () => void
  reject: (error: Error) => void
}

type Message = { entities: Partial<IamEntities> } | { done: true } | { fault: string }

function startWorker(): Worker {
  // The marker module `server-only` is empty under this condition and throws without it.
  const execArgv = ['--conditions=react-server']
  return new Worker(new URL('./iam-page-worker.js', import.meta.url), { execArgv })
}

/** Reads pages of IAM in a thread of its own: one page of a thousand entities takes as long as twenty answers to people. */
export class IamPageReader {
  readonly #tasks: Task[] = []
  #worker: Worker | null = null

  constructor(start: () => Worker = startWorker) {
    try {
      this.#worker = start()
        .on('message', message => this.#hear(message as Message))
        .on('error', error => void this.#goOnAlone(error))
        .on('exit', () => void this.#goOnAlone(new Error('The worker ended.')))
    } catch (error) {
      void this.#goOnAlone(error)
    }
  }

  /** Hands out what stands in the page, some entities at a time; fails where it is no answer of IAM. */
  read(body: Uint8Array, take: Task['take']): Promise<void> {
    return new Promise((resolve, reject) => {
      const task = { body, take, taken: 0, resolve, reject }
      if (!this.#worker) return void readHere(task)
      this.#tasks.push(task)
      this.#worker.postMessage(body)
    })
  }

  close(): void {
    const worker = this.#worker
    this.#worker = null
    void worker?.terminate()
  }

  #hear(message: Message): void {
    const [task] = this.#tasks
    if (!task) return
    if ('entities' in message) {
      task.taken += 1
      task.take(message.entities)
      return
    }
    this.#tasks.shift()
    if ('fault' in message) task.reject(new Error(message.fault))
    else task.resolve()
  }

  async #goOnAlone(error: unknown): Promise<void> {
    if (this.#worker === null && this.#tasks.length === 0) return
    log.warn({ err: error }, 'the thread that reads IAM ended: its pages are read here')
    this.#worker = null
    for (const task of this.#tasks.splice(0)) await readHere(task)
  }
}

async function readHere({ body, take, taken, resolve, reject }: Task): Promise<void> {
  try {
    let place = 0
    for (const entities of readIamPage(body)) {
      if (place >= taken) take(entities)
      place += 1
      await turn()
    }
    resolve()
  } catch (error) {
    reject(error instanceof Error ? error : new Error(String(error)))
  }
}
