import Bowser from 'bowser'

/** Where a session is used, as the browser and whoever passed its request on say: to be shown, never trusted. */
export interface Visitor {
  /** `Firefox on Linux` */
  browser: string
  address: string
}

function inWords(userAgent: string): string {
  if (userAgent === '') return 'unknown'
  const { browser, os } = Bowser.parse(userAgent)
  const name = browser.name || userAgent.split(/[\s/(]/)[0] || 'unknown'
  return (os.name ? `${name} on ${os.name}` : name).slice(0, 60)
}

export function visitorOf(headers: Headers): Visitor {
  // The last address is the one that our own proxy, or Next, saw; before it may stand anything.
  const address = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? ''
  return {
    browser: inWords(headers.get('user-agent') ?? ''),
    address: address.replace(/^::ffff:/, '').slice(0, 45),
  }
}
