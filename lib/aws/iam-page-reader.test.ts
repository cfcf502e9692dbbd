import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
import type { IamEntities } from '@/lib/aws/iam-entities'
import { IamPageReader } from '@/lib/aws/iam-page-reader'

const role = (index: number) =>
  `<member><Arn>arn:aws:iam::111122223333:role/r${index}</Arn><RoleName>r${index}</RoleName></member>`
const roles = Array.from({ length: 250 }, (_, index) => role(index)).join('')
const PAGE = Buffer.from(
  `<GetAccountAuthorizationDetailsResponse><GetAccountAuthorizationDetailsResult><RoleDetailList>${roles}</RoleDetailList></GetAccountAuthorizationDetailsResult></GetAccountAuthorizationDetailsResponse>`,
)

async function rolesRead(reader: IamPageReader): Promise<(string | undefined)[]> {
  const names: (string | undefined)[] = []
  const take = ({ RoleDetailList = [] }: Partial<IamEntities>) => {
    names.push(...RoleDetailList.map(({ RoleName }) => RoleName))
  }
  await reader.read(PAGE, take)
  reader.close()
  return names
}

const all = Array.from({ length: 250 }, (_, index) => `r${index}`)
const program = (text: string) => () => new Worker(text, { eval: true })

it('reads a page in a thread of its own, a hundred entities at a time', async () => {
  const heard: unknown[] = []
  const start = () => {
    const file = new URL('./iam-page-worker.js', import.meta.url)
    return new Worker(file, { execArgv: ['--conditions=react-server'] }).on('message', message =>
      heard.push(message),
    )
  }
  expect(await rolesRead(new IamPageReader(start))).toEqual(all)
  expect(heard).toHaveLength(4)
  expect(await rolesRead(new IamPageReader())).toEqual(all)
})

it.each([
  ['ends before the first answer', 'process.exit(1)'],
  ['throws', "throw new Error('broken')"],
  [
    'ends in the middle of a page',
    `const { parentPort } = require('node:worker_threads')
     const first = Array.from({ length: 100 }, (_, index) => ({ RoleName: 'r' + index }))
     parentPort.on('message', () => {
       parentPort.postMessage({ entities: { RoleDetailList: first } })
       setImmediate(() => process.exit(1))
     })`,
  ],
])('reads the page here, each entity once, when the thread %s', async (_, text) => {
  expect(await rolesRead(new IamPageReader(program(text)))).toEqual(all)
})

it('reads the page here where no thread can be started', async () => {
  const reader = new IamPageReader(() => {
    throw new Error('no threads')
  })
  expect(await rolesRead(reader)).toEqual(all)
})

it('fails for a page that is no XML, and reads the next', async () => {
  const reader = new IamPageReader()
  await expect(reader.read(Buffer.from('<html>'), () => {})).rejects.toThrow()
  expect(await rolesRead(reader)).toEqual(all)
})
