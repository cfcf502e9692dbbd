// Plain JavaScript, because `npm run key` names who runs it too.
import { userInfo } from 'node:os'

/** No person's own name may end with it. */
export const LOCAL = '(local)'

/** Who somebody is that gave no name: the operating system's name of whoever runs this. */
export function localName() {
  try {
    return `${userInfo().username} ${LOCAL}`
  } catch {
    // A container's user id may have no name.
    return `operator ${LOCAL}`
  }
}
