import 'server-only'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { awsEnvironment } from '@/lib/config/env'

type Section = Record<string, string>

/** Section and key names of an INI file as the AWS CLI writes it; nested lines are not needed here. */
export function parseIni(text: string): Map<string, Section> {
  const sections = new Map<string, Section>()
  let current: Section = {}
  for (const line of text.split(/\r?\n/)) {
    const header = /^\s*\[\s*([^\]]+?)\s*\]/.exec(line)?.[1]
    if (header) {
      current = sections.get(header) ?? {}
      sections.set(header, current)
      continue
    }
    const [, key, value] = /^([\w-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (key && value !== undefined) current[key] = value
  }
  return sections
}

async function readSections(file: string): Promise<Map<string, Section> | null> {
  const text = await readFile(/* turbopackIgnore: true */ file, 'utf8').catch(() => null)
  return text === null ? null : parseIni(text)
}

const inHome = (...parts: string[]) => path.join(homedir(), '.aws', ...parts)

/** `~/.aws/config` rather than the person's whole path. */
export const shortPath = (file: string) => file.replace(homedir(), '~')

export interface Profile {
  name: string
  kind: 'sso' | 'keys' | 'role' | 'process' | 'empty'
  /** Session name or start address: what the SSO token cache is keyed by. */
  ssoKey: string | null
}

export interface SharedConfig {
  configFile: string
  credentialsFile: string
  /** Neither file exists. */
  missing: boolean
  selected: string
  profiles: Profile[]
}

function kindOf(section: Section): Profile['kind'] {
  if (section.sso_session || section.sso_start_url) return 'sso'
  if (section.role_arn) return 'role'
  if (section.credential_process) return 'process'
  return section.aws_access_key_id ? 'keys' : 'empty'
}

export async function readSharedConfig(): Promise<SharedConfig> {
  const environment = awsEnvironment()
  const configFile = environment.AWS_CONFIG_FILE ?? inHome('config')
  const credentialsFile = environment.AWS_SHARED_CREDENTIALS_FILE ?? inHome('credentials')
  const [config, credentials] = await Promise.all([readSections(configFile), readSections(credentialsFile)])
  const merged = new Map<string, Section>()
  for (const [header, section] of config ?? []) {
    if (header === 'default') merged.set(header, section)
    else if (header.startsWith('profile ')) merged.set(header.slice('profile '.length).trim(), section)
  }
  for (const [name, section] of credentials ?? []) merged.set(name, { ...merged.get(name), ...section })
  return {
    configFile,
    credentialsFile,
    missing: config === null && credentials === null,
    selected: environment.AWS_PROFILE ?? 'default',
    profiles: [...merged].map(([name, section]) => {
      return { name, kind: kindOf(section), ssoKey: section.sso_session ?? section.sso_start_url ?? null }
    }),
  }
}

/** When the cached SSO token of a profile ends; null: nobody signed in. */
export async function ssoTokenEnd(ssoKey: string): Promise<Date | null> {
  const name = createHash('sha1').update(ssoKey).digest('hex')
  const file = inHome('sso', 'cache', `${name}.json`)
  const text = await readFile(/* turbopackIgnore: true */ file, 'utf8').catch(() => null)
  const end = /"expiresAt"\s*:\s*"([^"]+)"/.exec(text ?? '')?.[1]
  const date = end ? new Date(end.replace(/UTC$/, 'Z')) : null
  return date && !Number.isNaN(date.getTime()) ? date : null
}
