import type { ConnectionFailure, Diagnosis, FailureContext } from './diagnosis'

export function networkFailure(error: ConnectionFailure, context: FailureContext): Diagnosis | null {
  const code = error.code ?? ''
  const place = `${context.host}:${context.port}`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return {
      step: 'dns',
      title: `${context.host} has no address here`,
      causes: [
        'The target was renamed or deleted: its endpoint changes with its name.',
        'The name resolves only inside the VPC: use a resolver there, or a tunnel.',
      ],
    }
  }
  if (code === 'ECONNREFUSED') {
    return {
      step: 'tcp',
      title: `Nothing listens on ${place}`,
      causes: [
        'The target is stopped or starting.',
        'The port is not the endpoint’s, or the tunnel is closed.',
      ],
    }
  }
  const timedOut = code === 'ETIMEDOUT' || /timeout expired|timed out|connection timeout/i.test(error.message)
  if (timedOut || code === 'EHOSTUNREACH' || code === 'ENETUNREACH') {
    if (timedOut && context.step && context.step !== 'tcp' && context.step !== 'dns')
      return slowServer(context.step)
    return {
      step: 'tcp',
      title: `${place} does not answer`,
      causes: [
        'A security group or network ACL does not let this machine in.',
        'The endpoint is private: connect from inside the VPC or through a tunnel.',
        'It is a network matter, not an IAM one: policies were not asked yet.',
      ],
    }
  }
  return null
}

function slowServer(step: Diagnosis['step']): Diagnosis {
  return {
    step,
    title: 'The target answered the network but not the sign-in',
    causes: [
      'The instance is short of memory or busy.',
      'IAM authentication is being throttled: connect less often, use a pool.',
    ],
  }
}
