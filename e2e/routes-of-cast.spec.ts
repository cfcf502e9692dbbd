import { screenFiles } from '@/lib/launch/faults/screens.js'
import { expect, test } from './fixtures'
import { everyRoute } from './routes-of-cast'

/** What no address of the cast leads to. */
const NOT_LOOKED_AT = {
  'page.tsx': 'It leads to the targets.',
  'welcome/page.tsx':
    'It leads to the targets once an account is read: first-run.spec.ts opens it, for its words alone.',
  'a/[account]/targets/together/[change]/page.tsx':
    'It needs a change that somebody began: bulk-switch.spec.ts looks at it.',
}

const asPattern = (file: string) =>
  new RegExp(`^/${file.replace('/page.tsx', '').replace(/\[\w+\]/g, '[^/?]+')}(\\?|$)`)

test('no page is left out of what is looked at for width, contrast, content policy and time zone', () => {
  const pages = screenFiles().filter(file => file.endsWith('page.tsx'))
  const left = pages.filter(file => !everyRoute().some(route => asPattern(file).test(route)))
  expect(left.sort()).toEqual(Object.keys(NOT_LOOKED_AT).sort())
})
