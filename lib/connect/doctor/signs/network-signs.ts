import type { Sign } from '../sign'

/** Of the way there. How a connection ended says little where something else was said before it ended. */
export const NETWORK_SIGNS: readonly Sign[] = [
  {
    id: 'nameUnknown',
    strength: 'states',
    pattern:
      /could not translate host ?name|ENOTFOUND|EAI_AGAIN|EAI_NONAME|getaddrinfo\b[^\n]{0,60}|Name or service not known|nodename nor servname|Temporary failure in name resolution|no such host|Unknown (?:MySQL )?(?:server )?host|UnknownHostException|No such host is known|failed to lookup address|Name does not resolve|Host name could not be resolved|server misbehaving|name resolution fail\w*/gi,
    causes: { hostUnknown: 0.95 },
    echoes: ['unreachable', 'noAnswer', 'connectionLost'],
  },
  {
    id: 'connectionRefused',
    strength: 'refuses',
    pattern:
      /ECONNREFUSED|Connection refused|Connection to \S+ refused|actively refused|\b10061\b|errno[:=\s]+111\b|\((?:111|61)\)/gi,
    causes: { nothingListens: 0.85, notRunning: 0.4, otherServer: 0.1 },
    echoes: ['unreachable'],
  },
  {
    id: 'noAnswer',
    strength: 'refuses',
    pattern:
      /ETIMEDOUT|ESOCKETTIMEDOUT|timeout expired|timed?.?out|i\/o timeout|connection timeout|connect timeout|context deadline exceeded|EHOSTUNREACH|ENETUNREACH|No route to host|Network is unreachable|\b10060\b|\((?:110|113|60)\)|failed to respond after a period|TimeoutException/gi,
    causes: { noAnswer: 0.8, notRunning: 0.15, serverStrained: 0.12 },
    echoes: ['unreachable'],
  },
  {
    id: 'unreachable',
    strength: 'ends',
    pattern:
      /Can'?t (?:reach|connect to)[^\n]{0,20} (?:database|MySQL|MariaDB|local)?|\bP1001\b|\bP1002\b|could not connect to (?:the )?server|Could not connect to|Communications link failure|Unable to connect to (?:any of the specified MySQL hosts|the remote server|host|server)|Exception while connecting|Failed to connect to|The connection attempt failed|Is the server running/gi,
    causes: { noAnswer: 0.5, notRunning: 0.35, nothingListens: 0.3, hostUnknown: 0.2 },
  },
  {
    id: 'serverStarting',
    strength: 'states',
    pattern:
      /the database system is (?:starting up|shutting down|in recovery mode|not (?:yet )?accepting connections)|not yet accepting connections|\b57P03\b|DatabaseResumingException|Server shutdown in progress|ER_SERVER_SHUTDOWN|(?:cluster|instance|database)[^\n]{0,60}(?:is (?:currently )?(?:paused|stopped|resuming|stopping|starting)|auto.?paused)|in \S*stopped\S* state/gi,
    causes: { notRunning: 0.95 },
    echoes: ['connectionLost', 'unreachable', 'noAnswer'],
  },
  {
    id: 'serverEnded',
    strength: 'states',
    pattern:
      /terminating connection due to|\b57P0[12]\b|\b57P05\b|idle.in.transaction.timeout|ER_CLIENT_INTERACTION_TIMEOUT|disconnected by the server because of inactivity/gi,
    causes: { connectionCut: 0.9, notRunning: 0.3 },
    echoes: ['connectionLost'],
  },
  {
    id: 'connectionLost',
    strength: 'ends',
    pattern:
      /server closed the connection unexpectedly|SSL SYSCALL error|could not (?:send|receive) [^\n]{0,40}packet|connection to the server was lost|ECONNRESET|reset by peer|Lost connection to (?:MySQL |MariaDB )?server|server has gone away|EPIPE|broken pipe|Connection terminated(?: unexpectedly)?|connection (?:has been )?closed unexpectedly|unexpected EOF|unexpected end of stream|bad handshake|ER_HANDSHAKE_ERROR|PROTOCOL_CONNECTION_LOST|bad connection|invalid connection|An I\/O error occurred while sending|forcibly closed|attempted to read past the end of the stream|connection was closed|(?:reading|waiting for) (?:initial communication|authorization) packet/gi,
    causes: { connectionCut: 0.5, serverStrained: 0.35, notRunning: 0.2, noAnswer: 0.2 },
    echoes: ['unreachable'],
  },
]
