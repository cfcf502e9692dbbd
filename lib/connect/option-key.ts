/** One connection, whoever signs for it. Apart from what decides it: a browser needs this alone. */
export function optionKey(option: { resourceId: string; databaseUser: string }): string {
  return `${option.resourceId}/${option.databaseUser}`
}
