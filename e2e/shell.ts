import { execFile } from 'node:child_process'
import { ROOT } from '@/lib/launch/project.js'

export interface Said {
  code: number
  stdout: string
  stderr: string
}

/** Runs what a person would paste, in a real shell that knows nothing else. */
export function bash(script: string): Promise<Said> {
  const env = { NODE_ENV: 'test' as const, PATH: process.env.PATH ?? '', HOME: '/nonexistent', LC_ALL: 'C' }
  return new Promise(resolve => {
    execFile('bash', ['-c', script], { cwd: ROOT, env, timeout: 60_000 }, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error ? 1 : 0
      resolve({ code, stdout: stdout.trim(), stderr: stderr.trim() })
    })
  })
}
