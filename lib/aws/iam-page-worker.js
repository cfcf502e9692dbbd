import 'server-only'
import { parentPort } from 'node:worker_threads'
import { readIamPage } from './iam-page.js'

// Reads the pages of IAM beside the thread that answers people: see iam-page-reader.ts, which starts it.
parentPort?.on('message', (/** @type {Uint8Array} */ body) => {
  try {
    for (const entities of readIamPage(body)) parentPort?.postMessage({ entities })
    parentPort?.postMessage({ done: true })
  } catch (error) {
    parentPort?.postMessage({ fault: String(error) })
  }
})
