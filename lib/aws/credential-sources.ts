import 'server-only'
import { fromContainerMetadata, fromInstanceMetadata } from '@aws-sdk/credential-providers'
import { readSharedConfig, type SharedConfig, shortPath, ssoTokenEnd } from '@/lib/aws/shared-config'
import { type AwsEnvironment, awsEnvironment } from '@/lib/config/env'

export interface CredentialSource {
  id: 'environment' | 'sharedConfig' | 'sso' | 'webIdentity' | 'container' | 'instance'
  name: string
  /** `missing`: nothing there. `failed`: something is there that does not work. */
  outcome: 'found' | 'missing' | 'failed'
  detail: string
}

export interface CredentialSources {
  sources: CredentialSource[]
  profiles: SharedConfig['profiles']
  /** The profile to sign in to again, where one is there. */
  ssoProfile: string | null
}

const METADATA_TIMEOUT_MS = 1_000

type Finding = Pick<CredentialSource, 'outcome' | 'detail'>

function fromEnvironment({ AWS_ACCESS_KEY_ID, hasSecretKey }: AwsEnvironment): Finding {
  if (!AWS_ACCESS_KEY_ID) return { outcome: 'missing', detail: 'AWS_ACCESS_KEY_ID is not set' }
  return hasSecretKey
    ? { outcome: 'found', detail: 'AWS_ACCESS_KEY_ID is set' }
    : { outcome: 'failed', detail: 'AWS_ACCESS_KEY_ID is set, AWS_SECRET_ACCESS_KEY is not' }
}

const PROFILE_WORDS = {
  sso: 'signs in by SSO',
  keys: 'holds access keys',
  role: 'assumes a role',
  process: 'runs a program',
  empty: 'holds no credentials',
}

function fromShared(config: SharedConfig): Finding {
  if (config.missing) return { outcome: 'missing', detail: `${shortPath(config.configFile)} does not exist` }
  const profile = config.profiles.find(({ name }) => name === config.selected)
  if (!profile) {
    const others = config.profiles.map(({ name }) => name).slice(0, 5)
    const there = others.length > 0 ? `; there are ${others.join(', ')}` : ''
    return { outcome: 'missing', detail: `no profile named ${config.selected}${there}` }
  }
  const detail = `profile ${profile.name} ${PROFILE_WORDS[profile.kind]}`
  return { outcome: profile.kind === 'empty' ? 'missing' : 'found', detail }
}

async function fromSso(config: SharedConfig, now: Date): Promise<Finding> {
  const sso = config.profiles.filter(({ kind }) => kind === 'sso')
  const profile = sso.find(({ name }) => name === config.selected) ?? sso[0]
  if (!profile?.ssoKey) return { outcome: 'missing', detail: 'no profile signs in by SSO' }
  const end = await ssoTokenEnd(profile.ssoKey)
  if (!end) return { outcome: 'failed', detail: `profile ${profile.name}: nobody is signed in` }
  const moment = `${end.toISOString().slice(0, 16).replace('T', ' ')} UTC`
  return end > now
    ? { outcome: 'found', detail: `profile ${profile.name} is signed in until ${moment}` }
    : { outcome: 'failed', detail: `profile ${profile.name} expired ${moment}` }
}

function fromWebIdentity({ AWS_WEB_IDENTITY_TOKEN_FILE: file }: AwsEnvironment): Finding {
  return file
    ? { outcome: 'found', detail: `AWS_WEB_IDENTITY_TOKEN_FILE is ${file}` }
    : { outcome: 'missing', detail: 'AWS_WEB_IDENTITY_TOKEN_FILE is not set' }
}

async function answers(provide: () => Promise<unknown>): Promise<boolean> {
  return provide().then(
    () => true,
    () => false,
  )
}

async function fromContainer(environment: AwsEnvironment): Promise<Finding> {
  const name = environment.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI
    ? 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'
    : 'AWS_CONTAINER_CREDENTIALS_FULL_URI'
  if (!environment[name]) {
    return { outcome: 'missing', detail: 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI is not set' }
  }
  const answered = await answers(fromContainerMetadata({ timeout: METADATA_TIMEOUT_MS, maxRetries: 0 }))
  return answered
    ? { outcome: 'found', detail: `${name} gives credentials` }
    : { outcome: 'failed', detail: `${name} is set but gives no credentials` }
}

async function fromInstance({ AWS_EC2_METADATA_DISABLED }: AwsEnvironment): Promise<Finding> {
  if (AWS_EC2_METADATA_DISABLED === 'true') {
    return { outcome: 'missing', detail: 'switched off by AWS_EC2_METADATA_DISABLED' }
  }
  const answered = await answers(fromInstanceMetadata({ timeout: METADATA_TIMEOUT_MS, maxRetries: 0 }))
  return answered
    ? { outcome: 'found', detail: 'the instance role gives credentials' }
    : { outcome: 'missing', detail: 'no answer in 1.0 s, this is probably not EC2' }
}

/** Every place the SDK looks, in its order, with what is there. Only local files and local metadata addresses are asked. */
export async function lookForCredentials(now: Date): Promise<CredentialSources> {
  const environment = awsEnvironment()
  const config = await readSharedConfig()
  const [sso, container, instance] = await Promise.all([
    fromSso(config, now),
    fromContainer(environment),
    fromInstance(environment),
  ])
  return {
    sources: [
      { id: 'environment', name: 'Environment', ...fromEnvironment(environment) },
      { id: 'sharedConfig', name: 'Shared config', ...fromShared(config) },
      { id: 'sso', name: 'SSO token cache', ...sso },
      { id: 'webIdentity', name: 'Web identity', ...fromWebIdentity(environment) },
      { id: 'container', name: 'Container role', ...container },
      { id: 'instance', name: 'Instance metadata', ...instance },
    ],
    profiles: config.profiles,
    ssoProfile: config.profiles.find(({ kind }) => kind === 'sso')?.name ?? null,
  }
}
