import 'server-only'
import { type ConfiguredEndpoint, configuredEndpoint, hasAwsCertificates } from '@/lib/config/env'
import { likelyRegion } from '@/lib/config/misspelt-region'

interface Thrown {
  code?: unknown
  hostname?: unknown
  cause?: unknown
  errors?: unknown
}

/** Why nothing of AWS answered. */
export interface ConnectionFailure {
  /** Completes "This server could not …: ". */
  why: string
  remedy: string
  /** Beside the sentence, in mono; null: what was thrown says it. */
  answer: string | null
}

const UNTRUSTED =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|UNABLE_TO_VERIFY_LEAF_SIGNATURE|CERT_UNTRUSTED|CERT_SIGNATURE_FAILURE|INVALID_CA)$/
const WRONG_ADDRESS = /^(ERR_INVALID_URL|ERR_INVALID_PROTOCOL|ERR_INVALID_ARG_VALUE)$/
const NOT_TLS = /^(EPROTO|ERR_SSL_)/
const NOT_HTTP = /^HPE_/
const BROKE_OFF = /^(ECONN(?!REFUSED)|ETIMEDOUT|EPIPE|EHOST|ENET)/
const KNOWN_CODE = /^(E[A-Z]{3,}|ERR_|HPE_|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|INVALID_CA)/

/** Node's own code, wherever the SDK or a second address of the host has wrapped it. */
function found(error: unknown, depth = 0): { code: string; hostname: string | null } | null {
  if (typeof error !== 'object' || error === null || depth > 4) return null
  const { code, hostname, cause, errors } = error as Thrown
  if (typeof code === 'string' && KNOWN_CODE.test(code))
    return { code, hostname: typeof hostname === 'string' ? hostname : null }
  const [first] = Array.isArray(errors) ? errors : []
  return found(first, depth + 1) ?? found(cause, depth + 1)
}

const place = (endpoint: ConfiguredEndpoint | null, host: string | null) =>
  endpoint ? endpoint.host : (host ?? 'the AWS endpoint')

/** `AWS_ENDPOINT_URL_RDS says 127.0.0.1:4566: check it.` */
const checkVariable = ({ variable, host }: ConfiguredEndpoint, how = 'check that address') =>
  `${variable} says ${host}: ${how}, or take the variable away to ask AWS itself.`

const IN_BETWEEN = 'A proxy or firewall between this server and AWS may be in the way.'

function untrusted(): string {
  return hasAwsCertificates()
    ? 'The authority that signed it is not in the file that AWS_CA_BUNDLE names: add it there.'
    : 'Set AWS_CA_BUNDLE, or NODE_EXTRA_CA_CERTS, to a PEM file with the authority that signed it, often that of a company proxy.'
}

function notFound(host: string | null, endpoint: ConfiguredEndpoint | null): string {
  if (endpoint) return checkVariable(endpoint)
  const region = /([a-z]{2,4}(?:-[a-z]+)+-\d+)\.(?:amazonaws|api\.aws)/.exec(host ?? '')?.[1]
  const likely = region ? likelyRegion(region) : null
  if (region && likely && likely !== region) {
    return `Is "${region}" the right Region? Did you mean ${likely}? See GATEHOUSE_REGIONS, AWS_REGION and the profile.`
  }
  return 'Check the name of the Region, and that this server can look up names on its network.'
}

function certificateFailure(code: string, where: string, endpoint: ConfiguredEndpoint | null) {
  const whose = `the certificate of ${where}`
  const otherwise = endpoint ? checkVariable(endpoint) : IN_BETWEEN
  if (UNTRUSTED.test(code)) return { why: `${whose} is signed by nobody it trusts`, remedy: untrusted() }
  if (code === 'CERT_HAS_EXPIRED')
    return { why: `${whose} has expired`, remedy: `Check the clock of this server. ${otherwise}` }
  if (code === 'CERT_NOT_YET_VALID')
    return { why: `${whose} is not valid yet`, remedy: `Check the clock of this server. ${otherwise}` }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return { why: `${whose} is for another host name`, remedy: otherwise }
  return code.startsWith('CERT_') ? { why: `${whose} is not accepted`, remedy: otherwise } : null
}

function networkFailure(
  code: string,
  where: string,
  host: string | null,
  endpoint: ConfiguredEndpoint | null,
) {
  const otherwise = endpoint ? checkVariable(endpoint) : IN_BETWEEN
  if (WRONG_ADDRESS.test(code)) {
    const how = 'write it like "https://host:port"'
    return {
      why: 'the endpoint that is set is not an address',
      remedy: endpoint ? checkVariable(endpoint, how) : `Where an endpoint is set, ${how}.`,
    }
  }
  if (/^(ENOTFOUND|EAI_)/.test(code))
    return { why: `there is no host ${where} that it can find`, remedy: notFound(host, endpoint) }
  if (code === 'ECONNREFUSED') return { why: `nothing accepts connections at ${where}`, remedy: otherwise }
  if (NOT_TLS.test(code)) return { why: `${where} does not answer with TLS as it should`, remedy: otherwise }
  if (NOT_HTTP.test(code)) return { why: `what answers at ${where} is no web service`, remedy: otherwise }
  if (BROKE_OFF.test(code))
    return { why: `the connection to ${where} broke off or never came about`, remedy: otherwise }
  return null
}

/** How a connection failed, and which setting to look at; null: something else was wrong. */
export function connectionFailure(error: unknown, service: string): ConnectionFailure | null {
  const failure = found(error)
  if (!failure) return null
  const { code, hostname } = failure
  const endpoint = configuredEndpoint(service)
  const where = place(endpoint, hostname)
  const words = certificateFailure(code, where, endpoint) ?? networkFailure(code, where, hostname, endpoint)
  return words && { ...words, answer: BROKE_OFF.test(code) ? null : `${code} ${where}` }
}

/** An answer came that AWS did not send so: cut short, or the page of a proxy or of another server. */
export function foreignAnswer(service: string): Pick<ConnectionFailure, 'why' | 'remedy'> {
  const endpoint = configuredEndpoint(service)
  return {
    why: `what came from ${place(endpoint, null)} is not in AWS's format`,
    remedy: endpoint
      ? checkVariable(endpoint)
      : `It was cut short, or something else answered. ${IN_BETWEEN}`,
  }
}
