/** Says what is missing in a sentence instead of a stack of syntax errors. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  process.stdout.write(`Gatehouse needs Node 20.19 or newer; this is ${process.versions.node}.\n`)
  process.exit(1)
}
