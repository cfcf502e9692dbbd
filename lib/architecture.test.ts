import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
const FOLDERS = ['app', 'components', 'lib']
const TOP_LEVEL = ['proxy.ts', 'instrumentation.ts', 'instrumentation-node.ts']

interface SourceFile {
  /** From the root, with slashes. */
  file: string
  raw: string
  /** Without what stands in templates. */
  text: string
  imports: { from: string; typeOnly: boolean }[]
}

const IMPORT = /^\s*(?:import|export)\s+(type\s+)?(?:[^'"]*?\s+from\s+)?['"]([^'"]+)['"]/gm
const DYNAMIC = /\b(?:import|require)\(\s*['"]([^'"]+)['"]/g

function resolved(file: string, from: string): string {
  if (from.startsWith('@/')) return from.slice(2)
  if (from.startsWith('.')) return path.posix.join(path.posix.dirname(file), from)
  return from
}

/** Recipes hold programs of other people as text: what stands in a template is not ours. */
const withoutTemplates = (text: string) => text.replace(/`(?:\\.|[^`\\])*`/g, '``')

const nameOf = (file: string) => file.replace(/\.(tsx?|js)$/, '')

const TEST_OR_BENCH = /\.test\.tsx?$|(^|\/)bench\.ts$/

function read(file: string): SourceFile {
  const raw = readFileSync(path.join(root, file), 'utf8')
  const text = withoutTemplates(raw)
  const named = [...text.matchAll(IMPORT)].map(([, type, from = '']) => ({ from, typeOnly: Boolean(type) }))
  const dynamic = [...text.matchAll(DYNAMIC)].map(([, from = '']) => ({ from, typeOnly: false }))
  const imports = [...named, ...dynamic].map(item => ({ ...item, from: resolved(file, item.from) }))
  return { file, raw, text, imports }
}

const files = [
  ...FOLDERS.flatMap(folder =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .map(name => path.posix.join(folder, name.split(path.sep).join('/')))
      .filter(name => /\.(ts|tsx|js)$/.test(name)),
  ),
  ...TOP_LEVEL,
].map(read)

/** Seeds, generators and set-up: only tests, measurements and each other may use them. */
const IN_TESTING = /(^|\/)testing\//

const isProduct = ({ file }: SourceFile) => !TEST_OR_BENCH.test(file) && !IN_TESTING.test(file)
const sources = files.filter(isProduct)
const inside = (...folders: string[]) =>
  sources.filter(({ file }) => folders.some(folder => file.startsWith(`${folder}/`)))

const isIn = (from: string, folders: readonly string[]) =>
  folders.some(folder => from === folder || from.startsWith(`${folder}/`))

const ADAPTERS = ['lib/aws', 'lib/databases', 'lib/records']
const PURE = ['lib/iam', 'lib/access', 'lib/grants', 'lib/provision', 'lib/connect', 'lib/findings']
/** The words for what is true of a database user: they import nothing. */
const USER_FACTS = ['lib/provision/user-fact', 'lib/provision/read-fact']
/** What is known of an engine, whoever asks: facts without any import of their own. */
const ENGINE_FACTS = 'lib/access/model/engine-family'
/** How RDS writes a maintenance window, in words: imports nothing either. */
const WINDOW = 'lib/access/model/maintenance-window'
const SDK = /^(@aws-sdk|@smithy)\//
const NODE = /^node:/
const FRAMEWORK = /^(next|react|react-dom)(\/|$)/

interface Layer {
  folder: string
  /** Our own folders and files that it may import. */
  may: string[]
  /** The same, but types only. */
  mayTypes?: string[]
  /** Packages it may import, each of them used; node's own count as one, `node:`. */
  packages: string[]
}

const LEAVES = [
  'lib/account-name',
  'lib/canonical-json',
  'lib/errors',
  'lib/routes',
  'lib/format',
  'lib/most-on-paper',
  'lib/most-reason',
  'lib/csv',
  'lib/preferences',
]

/** The table of the blueprint: who may import whom. */
const LAYERS: Layer[] = [
  { folder: 'lib/iam', may: ['lib/iam', 'lib/canonical-json'], packages: [] },
  {
    folder: 'lib/access',
    may: [
      'lib/access',
      'lib/iam/index',
      'lib/canonical-json',
      'lib/errors',
      'lib/format',
      'lib/csv',
      'lib/account-name',
    ],
    packages: ['@leeoniya/ufuzzy', 'node:crypto'],
  },
  {
    folder: 'lib/grants',
    may: [
      'lib/grants',
      ...USER_FACTS,
      'lib/access',
      'lib/iam/index',
      'lib/canonical-json',
      'lib/errors',
      'lib/format',
      'lib/account-name',
    ],
    packages: ['zod'],
  },
  {
    folder: 'lib/provision',
    may: [
      'lib/provision',
      'lib/connect',
      'lib/grants',
      'lib/access',
      'lib/iam/index',
      'lib/errors',
      'lib/format',
    ],
    packages: [],
  },
  {
    folder: 'lib/connect',
    may: ['lib/connect', 'lib/grants', 'lib/access', 'lib/iam/index', 'lib/errors', 'lib/format'],
    packages: [],
  },
  {
    folder: 'lib/findings',
    may: [
      'lib/findings',
      'lib/connect',
      'lib/grants',
      'lib/access',
      'lib/iam/index',
      'lib/canonical-json',
      'lib/errors',
      'lib/format',
    ],
    packages: [],
  },
  {
    folder: 'lib/aws',
    may: ['lib/aws', 'lib/account', ENGINE_FACTS, WINDOW, 'lib/config', 'lib/errors', 'lib/log'],
    mayTypes: PURE,
    packages: ['node:', '@aws-sdk', '@smithy/signature-v4', 'server-only'],
  },
  {
    folder: 'lib/databases',
    may: ['lib/databases', ENGINE_FACTS, 'lib/config', 'lib/errors', 'lib/log'],
    mayTypes: PURE,
    packages: ['node:', 'pg', 'mysql2', 'zod', 'server-only'],
  },
  {
    folder: 'lib/records',
    may: [
      'lib/records',
      'lib/canonical-json',
      'lib/config',
      'lib/errors',
      'lib/log',
      'lib/embedded-postgres',
    ],
    mayTypes: PURE,
    packages: ['node:', 'pg', 'graphile-worker', 'zod', 'server-only'],
  },
  {
    folder: 'lib/services',
    may: [
      'lib/services',
      ...PURE,
      ...ADAPTERS,
      'lib/config',
      'lib/operator',
      'lib/log',
      'lib/running',
      'lib/account',
      ...LEAVES,
      'package.json',
    ],
    packages: ['node:', 'zod', 'server-only'],
  },
  {
    folder: 'lib/actions',
    may: ['lib/actions', 'lib/services/context', 'lib/operator', 'lib/errors', 'lib/log', 'lib/running'],
    packages: ['node:crypto', 'zod', 'next', 'server-only'],
  },
  {
    folder: 'components',
    may: ['components', 'lib/actions/action-state', ...PURE, ...LEAVES],
    mayTypes: ['lib/services', 'lib/actions', 'lib/operator', 'lib/records'],
    packages: ['react', 'react-dom', 'next', '@base-ui/react', 'lucide-react'],
  },
  {
    folder: 'app',
    may: ['app', 'components', ...PURE, ...LEAVES, 'lib/services', 'lib/actions', 'lib/operator', 'lib/log'],
    mayTypes: ['lib/records'],
    packages: [
      'react',
      'next',
      'zod',
      'geist',
      'lucide-react',
      '@base-ui/react',
      '@tanstack/react-virtual',
      '@codemirror',
      '@lezer/highlight',
      'content-disposition',
      'fflate',
    ],
  },
]

const isOwn = (from: string) => /^(app|components|lib)\//.test(from) || from === 'package.json'

const isOf = (from: string, name: string) =>
  name.endsWith(':') ? from.startsWith(name) : from === name || from.startsWith(`${name}/`)

function offences({ folder, may, mayTypes = [], packages }: Layer): string[] {
  return inside(folder).flatMap(({ file, imports }) =>
    imports
      .filter(({ from, typeOnly }) => {
        if (!isOwn(from)) return !packages.some(name => isOf(from, name))
        return !isIn(from, may) && !(typeOnly && isIn(from, mayTypes))
      })
      .map(({ from }) => `${file} imports ${from}`),
  )
}

/** Rooms of the two largest floors, the lowest first: each may use those before it and none after it. */
const ROOMS = {
  'lib/access': [
    'model',
    'reading',
    'organization',
    'decide',
    'entries',
    'matrix',
    'explain',
    'switch',
    'reach',
    'search',
  ],
  'lib/services': [
    'context.ts',
    'account',
    'changes',
    'sessions',
    'databases',
    'activity',
    'grants',
    'findings',
    'reconcile',
    'targets',
    'principals',
    'tokens',
    'doctor',
    'reversals',
    'shell',
    'jobs',
  ],
}

/** A rule that looks at no file proves nothing. */
function matching(chosen: SourceFile[]): SourceFile[] {
  expect(chosen.length, 'this rule matches no file').toBeGreaterThan(0)
  return chosen
}

const offenders = (chosen: SourceFile[], isOffence: (file: SourceFile) => boolean) =>
  matching(chosen)
    .filter(isOffence)
    .map(({ file }) => file)

describe('layers', () => {
  it.each(LAYERS.map(layer => [layer.folder, layer] as const))(
    '%s imports only what lies below it',
    (_, layer) => {
      matching(inside(layer.folder))
      expect(offences(layer)).toEqual([])
    },
  )

  it.each(Object.entries(ROOMS))(
    'every file of %s has a room, and no room uses one above it',
    (floor, rooms) => {
      const roomOf = (file: string) => rooms.indexOf(file.slice(floor.length + 1).split('/')[0] ?? '')
      const here = matching(inside(floor))
      expect(offenders(here, ({ file }) => roomOf(file) < 0)).toEqual([])
      const upward = here.flatMap(({ file, imports }) =>
        imports
          .filter(({ from }) => from.startsWith(`${floor}/`) && roomOf(from) > roomOf(file))
          .map(({ from }) => `${file} imports ${from}`),
      )
      expect(upward).toEqual([])
    },
  )

  it('no file comes back to itself by its imports, not even for a type: the type belongs lower', () => {
    const byName = new Map(files.map(source => [nameOf(source.file), source]))
    const done = new Set<string>()
    const circles: string[] = []
    const follow = ({ file, imports }: SourceFile, path: readonly string[]) => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' > '))
      if (path.includes(file) || done.has(file)) return
      for (const { from } of imports) {
        const next = byName.get(nameOf(from))
        if (next) follow(next, [...path, file])
      }
      done.add(file)
    }
    for (const source of matching(files)) follow(source, [])
    expect(circles).toEqual([])
  })

  it('no room is allowed a package that it does not use', () => {
    const unused = LAYERS.flatMap(({ folder, packages }) => {
      const used = matching(inside(folder)).flatMap(({ imports }) => imports.map(({ from }) => from))
      return packages.filter(name => !used.some(from => isOf(from, name))).map(name => `${folder}: ${name}`)
    })
    expect(unused).toEqual([])
  })

  it('no two values that are remembered about an access share a name', () => {
    const remembers =
      /\b(?:memoizePerAccess|memoizePerReading|memoizeStepsPerAccess)(?:<[^(]*>)?\(\s*'([^']+)'/g
    const names = inside(...PURE).flatMap(({ raw }) => [...raw.matchAll(remembers)].map(([, name]) => name))
    expect(names).toEqual([...new Set(names)])
    expect(names.length).toBeGreaterThan(20)
  })

  it('no pure room touches node, a framework, the SDK, the clock or the environment', () => {
    const impure = /\bprocess\.|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bcrypto\.|\bfetch\(/
    const pure = inside(...PURE).filter(({ file }) => !file.endsWith('.js'))
    expect(
      offenders(pure, ({ file, imports, text }) => {
        const outside = imports.some(({ from }) => NODE.test(from) || FRAMEWORK.test(from) || SDK.test(from))
        // A hash of a text is a pure function, wherever it comes from.
        if (file === 'lib/access/model/digest.ts') return imports[0]?.from !== 'node:crypto'
        return (
          outside || impure.test(text.replace(/(['"`])(?:\\.|(?!\1)[^\\])*\1|\/\/.*|\/\*[\s\S]*?\*\//g, ''))
        )
      }),
    ).toEqual([])
  })

  it('nothing asks which engine it has before it: what differs stands in the engine families', () => {
    const engine = /['"`](?:postgres|mysql|mariadb|aurora(?:-\w+)?)['"`]/.source
    const asks = new RegExp(
      `[!=]==?\\s*${engine}|${engine}\\s*[!=]==?|\\bcase ${engine}|[fF]amily\\)?\\s*[!=]==?\\s*['"\`]|switch \\([^)]*[fF]amily\\)`,
    )
    const programs = ['lib/simulator', 'lib/launch', 'lib/embedded-postgres']
    const chosen = sources.filter(({ file }) => !isIn(file, programs))
    expect(offenders(chosen, ({ raw }) => asks.test(raw))).toEqual([])
  })

  it('only lib/aws imports the SDK, only lib/databases and lib/records a driver', () => {
    const program = inside('lib/simulator', 'lib/launch').map(({ file }) => file)
    const others = sources.filter(({ file }) => !program.includes(file))
    expect(
      offenders(others, ({ file, imports }) => {
        const sdk = imports.some(({ from }) => SDK.test(from)) && !file.startsWith('lib/aws/')
        const driver = imports.some(({ from }) => from === 'pg' || isOf(from, 'mysql2'))
        return sdk || (driver && !isIn(file, ['lib/databases', 'lib/records']))
      }),
    ).toEqual([])
  })

  it('nothing but tests imports what lies in a testing folder, or what only tests may', () => {
    const onlyForTests = /^(fast-check|vitest)$|(^|\/)testing\/|\.test$/
    expect(
      offenders(sources, ({ file, imports }) => {
        return !file.startsWith('lib/launch/') && imports.some(({ from }) => onlyForTests.test(from))
      }),
    ).toEqual([])
  })

  it('nothing but tests imports the simulator', () => {
    const others = sources.filter(({ file }) => !isIn(file, ['lib/simulator', 'lib/launch']))
    expect(
      offenders(others, ({ imports }) => imports.some(({ from }) => from.startsWith('lib/simulator'))),
    ).toEqual([])
  })

  it('no verb calls another verb: what two share lies in a file that checks nothing', () => {
    const services = matching(inside('lib/services'))
    const verbs = new Set(
      services
        .filter(({ text }) => /\bassertCan\(context/.test(text))
        .map(({ file }) => file.replace(/\.ts$/, '')),
    )
    expect(verbs.size).toBeGreaterThan(0)
    const calls = services.flatMap(({ file, imports }) =>
      imports
        .filter(({ from, typeOnly }) => !typeOnly && verbs.has(from) && verbs.has(file.replace(/\.ts$/, '')))
        .map(({ from }) => `${file} calls ${from}`),
    )
    expect(calls).toEqual([])
  })
})

describe('routes', () => {
  /** Machines that watch, and the door for who is not in yet: no verb is stopped there by what a person did. */
  const OTHERS = ['app/api/health/route.ts', 'app/api/metrics/route.ts', 'app/launch/route.ts']

  it('every route says what stopped it through one answer, JSON or the sentence instead of a file', () => {
    const routes = sources.filter(({ file }) => /\/route\.tsx?$/.test(file) && !OTHERS.includes(file))
    const answers = /\b(jsonAnswer|textFailure|exportAnswer)\(/
    const byHand = /\bnew Response\(|\bResponse\.json\(|\bstatus: [45]\d\d\b/
    expect(offenders(routes, ({ text }) => !answers.test(text) || byHand.test(text))).toEqual([])
  })
})

describe('server and client', () => {
  it('nothing that a browser runs comes to node, the SDK or a server module', () => {
    const byName = new Map(files.map(source => [nameOf(source.file), source]))
    const isServer = ({ text }: SourceFile) => /^\s*['"]use server['"]/.test(text)
    const reached = new Set(matching(sources.filter(({ text }) => /^\s*['"]use client['"]/.test(text))))
    const offending: string[] = []
    for (const { file, imports } of reached)
      for (const { from, typeOnly } of imports) {
        const next = typeOnly ? undefined : byName.get(nameOf(from))
        if (next && !isServer(next)) reached.add(next)
        if (!typeOnly && (NODE.test(from) || SDK.test(from) || from === 'server-only'))
          offending.push(`${file} imports ${from}`)
      }
    expect(offending).toEqual([])
  })

  it('every server module says so on its first line', () => {
    const guarded = inside('lib/aws', 'lib/databases', 'lib/records', 'lib/services').filter(
      ({ file }) => file !== 'lib/services/account/target-ref.ts',
    )
    const chosen = [
      ...guarded,
      ...sources.filter(
        ({ file }) => file === 'lib/operator/require-operator.ts' || file === 'lib/config/env.ts',
      ),
    ]
    // What reaches nothing outside (a mapping, a statement of SQL) may be shared with a program.
    const reaches = ({ imports }: SourceFile) =>
      imports.some(
        ({ from, typeOnly }) => !typeOnly && /^(node:(?!crypto)|pg$|@aws-sdk|lib\/config\/env)/.test(from),
      )
    expect(
      offenders(
        chosen,
        file =>
          !file.text.startsWith("import 'server-only'") &&
          (!file.file.startsWith('lib/records/') || reaches(file)),
      ),
    ).toEqual([])
  })

  it("'use server' stands only in actions.ts of a route, which exports only actions", () => {
    const marked = sources.filter(({ text }) => /^\s*['"]use server['"]/m.test(text))
    expect(offenders(marked, ({ file }) => !/^app\/(.+\/)?actions\.ts$/.test(file))).toEqual([])
    expect(
      offenders(marked, ({ text }) =>
        [...text.matchAll(/^export (.*)$/gm)].some(
          ([, rest = '']) => !/^(const \w+ = defineAction\(|type |interface )/.test(rest),
        ),
      ),
    ).toEqual([])
  })

  it('an action names a schema and a verb: what may be asked stands beside the verb, for every door', () => {
    const actions = sources.filter(({ file }) => /^app\/(.+\/)?actions\.ts$/.test(file))
    expect(offenders(actions, ({ imports }) => imports.some(({ from }) => from === 'zod'))).toEqual([])
  })

  it('every file in actions.ts is marked', () => {
    const actions = sources.filter(({ file }) => /^app\/(.+\/)?actions\.ts$/.test(file))
    expect(offenders(actions, ({ text }) => !text.startsWith("'use server'"))).toEqual([])
  })
})

describe('what lives as long as the process', () => {
  /** All of the domain hangs on the account; the others are of the process, whoever asks in it. */
  const HOLDERS = [
    'lib/account.ts',
    'lib/config/ca-bundle.ts',
    'lib/config/env.ts',
    'lib/log/foreign-lines.js',
    'lib/log/log.ts',
    'lib/log/metrics.ts',
    'lib/operator/process-state.ts',
    'lib/records/append-queue.ts',
    'lib/records/audit-key.ts',
    'lib/records/pool.ts',
    'lib/running.ts',
  ]

  it('hangs on the global object in these files alone, each of which still does', () => {
    const programs = ['lib/launch', 'lib/simulator', 'lib/connect/recipes']
    const chosen = sources.filter(({ file }) => !isIn(file, programs))
    expect(offenders(chosen, ({ text }) => /\bglobalThis\b|\bglobal\./.test(text)).toSorted()).toEqual(
      HOLDERS,
    )
  })

  it('is nothing of an account: no module of services or aws keeps a variable or a collection of its own', () => {
    const variable = /^(export )?(let|var) /m
    const empty = /^(export )?const \w+(: [^=]+)? = (new \w+(<.*>)?\(\)|\[\]|\{\})/m
    const growing = /^(export )?const \w+(?!: Readonly)(: [^=]+)? = new (Map|Set|WeakMap|WeakSet)\b/m
    const chosen = inside('lib/services', 'lib/aws')
    expect(
      offenders(chosen, ({ text }) => [variable, empty, growing].some(pattern => pattern.test(text))),
    ).toEqual([])
  })

  it('no two parts of an account share a name', () => {
    const named = /\baccountPart(?:<[^(]*>)?\(\s*'([^']+)'/g
    const names = sources.flatMap(({ raw }) => [...raw.matchAll(named)].map(([, name]) => name))
    expect(names).toEqual([...new Set(names)])
    expect(names.length).toBeGreaterThan(8)
  })
})

describe('the environment, links and secrets', () => {
  it('only lib/config reads process.env', () => {
    const programs = [
      'lib/connect/recipes',
      'lib/config',
      'lib/simulator',
      'lib/launch',
      'lib/embedded-postgres',
      'lib/bench',
    ]
    const chosen = sources.filter(({ file }) => !isIn(file, programs) && file !== 'instrumentation.ts')
    expect(offenders(chosen, ({ raw }) => /\bprocess\.env\b/.test(raw))).toEqual([])
    const entrance = sources.filter(({ file }) => file === 'instrumentation.ts')
    expect(offenders(entrance, ({ text }) => /process\.env\.(?!NEXT_RUNTIME\b)/.test(text))).toEqual([])
  })

  it('a unit test gives the environment back: it shares its process with others', () => {
    const units = files.filter(({ file }) => /(?<!\.(aws|db|proof))\.test\.tsx?$/.test(file))
    const changes =
      /process\.env\.\w+ = |process\.env\[.+\] = |delete process\.env|Object\.assign\(process\.env/
    expect(offenders(units, ({ text }) => changes.test(text))).toEqual([])
  })

  it('every link is made in lib/routes.ts', () => {
    const written = /(href=\{?|\bhref: |push\(|replace\(|redirect\(|prefetch\()\s*(['"`])\/(?!\/)/
    const chosen = [...inside('app', 'components'), ...inside('lib/services', 'lib/actions', 'lib/access')]
    expect(offenders(chosen, ({ raw }) => written.test(raw))).toEqual([])
  })

  it('no token comes near a console or a log', () => {
    const near =
      /(console\.\w+|log\.(info|warn|error|debug|fatal|trace))\([^)]*\b(token|password|sessionToken|secretAccessKey|authToken)\b/i
    // Recipes are programs for other machines.
    const chosen = sources.filter(({ file }) => !isIn(file, ['lib/launch', 'lib/connect/recipes']))
    expect(offenders(chosen, ({ raw }) => near.test(raw))).toEqual([])
    const talkative = sources.filter(({ file }) => isIn(file, ['app', 'components', 'lib']))
    expect(offenders(talkative, ({ text }) => /^\s*console\./m.test(text))).toEqual([])
  })

  it('a name leads to one file: no two share it but those that the framework and the rooms ask for', () => {
    const asked =
      /^(page|layout|loading|error|not-found)\.tsx$|^(route|actions|search-params|schemas|bench)(\.test)?\.ts$/
    const names = files.map(({ file }) => path.posix.basename(file)).filter(name => !asked.test(name))
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })

  it('has no barrels but the face of the engine, and no drawer for odds and ends', () => {
    const drawer = /(^|\/)(utils?|helpers?|common|misc|types)(\.tsx?|\/)/
    expect(offenders(sources, ({ file }) => drawer.test(file))).toEqual([])
    const index = sources.filter(({ file }) => /(^|\/)index\.tsx?$/.test(file))
    expect(offenders(index, ({ file }) => file !== 'lib/iam/index.ts')).toEqual([])
  })
})
