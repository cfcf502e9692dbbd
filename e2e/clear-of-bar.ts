import { expect, type Locator } from '@playwright/test'

/** A field and what is said of it: below the header, and above the bar at the foot. */
export async function clearOfBar(field: Locator) {
  const hidden = () =>
    field.evaluate(element => {
      const message = document.getElementById(element.getAttribute('aria-describedby') ?? '')
      const header = document.querySelector('[data-slot=page-header]')?.getBoundingClientRect()
      const bar = document.querySelector('[data-slot=bottom-bar]')?.getBoundingClientRect()
      if (!message || !header || !bar) return ['no message, no header or no bar']
      return [element, message].flatMap(each => {
        const { top, bottom } = each.getBoundingClientRect()
        return top >= header.bottom && bottom <= bar.top ? [] : [each.id]
      })
    })
  await expect.poll(hidden).toEqual([])
}
