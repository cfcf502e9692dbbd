// Loaded before a server that does not watch standard input itself: it ends when whoever started it is gone.
const end = () => process.exit(0)
process.stdin.on('end', end).on('close', end).on('error', end).resume()
