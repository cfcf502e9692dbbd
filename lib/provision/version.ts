/** `[10, 11]` of `10.11.6-MariaDB-log` and of `PostgreSQL 10.11 on x86_64`; zeros: not known. */
function numbersOf(version: string): [number, number] {
  const [, major = 0, minor = 0] = /(\d+)(?:\.(\d+))?/.exec(version) ?? []
  return [Number(major), Number(minor)]
}

export const majorVersion = (version: string): number => numbersOf(version)[0]

export function isSince(version: string, major: number, minor = 0): boolean {
  const [is, minorIs] = numbersOf(version)
  return is > major || (is === major && minorIs >= minor)
}
