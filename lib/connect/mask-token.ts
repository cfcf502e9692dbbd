const dots = '•'.repeat(16)

/** What of a token may stand on a screen: where it leads, nothing that opens it. */
export function maskToken(token: string): string {
  const start = token.indexOf('Action=con')
  return start < 0 ? dots : `${token.slice(0, start + 'Action=con'.length)}${dots}`
}

/** `ASIA…WXYZ`: enough to recognise a key, as the console shows it. */
export function shortKeyId(accessKeyId: string): string {
  return accessKeyId.length > 12 ? `${accessKeyId.slice(0, 4)}…${accessKeyId.slice(-4)}` : accessKeyId
}
