import { createServer } from 'node:net'

/**
 * The wanted port of 127.0.0.1, or another when it is taken.
 * @param {number} wanted
 * @returns {Promise<number>}
 */
export async function freePort(wanted) {
  return (await tryPort(wanted)) ?? (await tryPort(0)) ?? wanted
}

/**
 * @param {number} port
 * @returns {Promise<number | null>}
 */
function tryPort(port) {
  const server = createServer()
  return new Promise(resolve => {
    server.once('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null))
    })
  })
}
