import type { Route } from 'next'
import type { WayId } from '@/lib/preferences'
import { pageOf, routes } from '@/lib/routes'

export interface TourStep {
  title: string
  /** What to look at there. */
  look: string
  href: Route
}

export interface TourWay {
  id: WayId
  name: string
  steps: TourStep[]
}

/** Whether a page is the step's own, or one that its own leads into. */
export function isAbout({ href }: Pick<TourStep, 'href'>, pathname: string): boolean {
  const [own, page] = [pageOf(href), pageOf(pathname)]
  return page === own || page.startsWith(`${own}/`)
}

interface Place {
  accountId: string
  region: string
  resourceId: string
}

/** What the steps of a demo lead to, by name; null: another account, in which the same screens are shown with nothing chosen. */
export type TourPlaces = Record<'inventory-staging' | 'orders-prod' | 'billing-prod', Place>
export const PLACE_NAMES = ['inventory-staging', 'orders-prod', 'billing-prod'] as const

interface Asked {
  account: string
  places: TourPlaces | null
  mayMint: boolean
  mayGrant: boolean
  mayModify: boolean
}

const placeOf = ({ region, resourceId }: Place) => ({ region, resourceId })
const on = ({ region, resourceId }: Place) => `${region}/${resourceId}`

/** Three ways in, one for each kind of user. A step that its person may not take is left out. */
export function tourWays(asked: Asked): TourWay[] {
  return [
    { id: 'dba', name: 'You keep the databases', steps: forDba(asked) },
    { id: 'reviewer', name: 'You review who has access', steps: forReviewer(asked) },
    { id: 'oncall', name: 'You are on call', steps: forOnCall(asked) },
  ]
}

function forDba({ account, places, mayGrant, mayModify }: Asked): TourStep[] {
  const staging = places?.['inventory-staging'] ?? null
  const orders = places?.['orders-prod'] ?? null
  const who = `arn:aws:iam::${account}:role/data-analyst`
  const pair = staging ? { who, as: 'stock_ro' } : {}
  const granting: TourStep[] = [
    {
      title: 'Grant access',
      look: staging
        ? 'role/data-analyst shall connect as stock_ro. Before and after stand in cells, with the exact policy: what is shown is what is written, or a conflict.'
        : 'Choose who, on which target and as whom. Before and after stand in cells, with the exact policy: what is shown is what is written, or a conflict.',
      href: routes.grant(account, staging ? { who, on: `${on(staging)}/stock_ro` } : {}),
    },
  ]
  const removing: TourStep[] = [
    {
      title: 'Take access away',
      look: orders
        ? 'role/data-analyst shall no longer connect to orders-prod as reporting. The plan ends that alone, and names whatever else it would change. Activity can undo it.'
        : 'Open a cell that can connect and choose Remove: the plan ends that alone, and names whatever else it would change. Activity can undo it.',
      href: orders
        ? routes.removal(account, { principal: who, target: on(orders), user: 'reporting' })
        : routes.reach(account),
    },
  ]
  const switching: TourStep[] = [
    {
      title: 'Switch IAM authentication on',
      look: staging
        ? 'It is off here. Switch it on: before anything is sent you see who gains a way in, and what else would change.'
        : 'Open a target, then its Settings: the switch names who gains and who loses before anything is sent.',
      href: staging ? routes.target(staging) : routes.targets(account),
    },
  ]
  return [
    ...(mayModify ? switching : []),
    ...(mayGrant ? granting : []),
    {
      title: 'See it in the matrix',
      look: staging
        ? 'Who can connect as whom. Beside it stands why data-analyst can be stock_ro, or what it lacks: every statement on the way, in order.'
        : 'Who can connect as whom. Open a target and choose a cell: beside it stands why, with every statement on the way.',
      href: staging ? routes.target(staging, pair) : routes.targets(account),
    },
    ...(mayGrant ? removing : []),
  ]
}

function forReviewer({ account, places }: Asked): TourStep[] {
  const orders = places?.['orders-prod'] ?? null
  return [
    {
      title: 'What is wrong here',
      look: 'The worst first, each with its evidence, whom it affects, and a fix whose effect you see before it is done.',
      href: routes.findings(account),
    },
    {
      title: 'Why somebody can connect',
      look: orders
        ? 'One cell of orders-prod: the statements that decide it, from the identity to the database user. C copies it as evidence.'
        : 'Open a target and choose a cell: the statements that decide it, from the identity to the database user. C copies it as evidence.',
      href: orders
        ? routes.target(orders, { who: `arn:aws:iam::${account}:role/data-analyst`, as: 'app_readonly' })
        : routes.targets(account),
    },
    {
      title: 'Who reaches most',
      look: 'The whole account: who reaches the most targets, and which are reached by the most. Take it with you as CSV or print it.',
      href: routes.reach(account),
    },
    {
      title: 'What was done, and by whom',
      look: 'Every change with its reason, in a chain whose badge shows tampering. What you did on this tour stands here too.',
      href: routes.activity(),
    },
  ]
}

function forOnCall({ account, places, mayMint }: Asked): TourStep[] {
  const orders = places?.['orders-prod'] ?? null
  const billing = places?.['billing-prod'] ?? null
  const token: TourStep[] = [
    {
      title: 'Get a token',
      look: 'Fifteen minutes, for one database user, with a line for your client that works as pasted. T leads here from every page.',
      href: routes.tokens(account, orders ? { ...placeOf(orders), user: 'app_readonly' } : {}),
    },
  ]
  return [
    ...(mayMint ? token : []),
    {
      title: 'A sign-in was refused',
      look: 'Paste what the client said: the likely causes, each checked live, with the way out. The text stays in this browser.',
      href: routes.doctor(account, orders ? { ...placeOf(orders), user: 'app_readonly' } : {}),
    },
    {
      title: 'Nobody gets in',
      look: billing
        ? 'billing-prod grants access to many, and lets none of them in by token: IAM authentication is off, so they are dormant.'
        : 'A target whose IAM authentication is off lets nobody in by token, whatever is granted: the list says which.',
      href: billing ? routes.target(billing) : routes.targets(account),
    },
  ]
}
