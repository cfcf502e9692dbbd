/** What a count of connections counts, wherever only a verdict stands beside the number. */
export const CONNECTION = 'Connections: a target as one database user'
