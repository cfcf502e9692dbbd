import { NONE } from './inside.js'
import { done, targetOf } from './kinds.js'

/**
 * Changes inside a database, as the dialogs of its users ask for them: their calls are statements.
 * @typedef {import('./kinds.js').Attempt} Attempt
 * @typedef {import('./kinds.js').Order} Order
 * @typedef {import('./kinds.js').Make} Make
 * @typedef {import('./visitor.js').Visitor} Visitor
 * @typedef {import('./inside.js').Inside} Inside
 * @typedef {'orders-prod' | 'catalog-prod'} Place
 */

const RIGHTS = { template: 'readOnly', schemas: [], of: null, tables: [], direct: false }
const tables = ['products', 'brands'].map(table => ({
  database: 'catalog',
  schema: 'catalog',
  table,
  privileges: ['select'],
}))

/** What the new users may do: more than one statement says, on either engine. */
const WISHES = {
  'orders-prod': { ...RIGHTS, schemas: [{ database: 'orders', schema: 'public' }] },
  'catalog-prod': { ...RIGHTS, template: 'tables', tables },
}

/** @type {Record<string, Make>} */
export const USER_KINDS = {
  'create user': creation('orders-prod'),

  'remove user': async (visitor, account, n, inside) => {
    const name = `chaos_${n}`
    const made = await orderOf(visitor, account, 'orders-prod', creating('orders-prod', name))
    await done(visitor, made.order, `prepare ${n}`)
    const intent = { kind: 'remove', user: { name, host: null }, reassignTo: null }
    const { order, writes } = await orderOf(visitor, account, 'orders-prod', intent)
    return {
      writes,
      statementsOf: 'orders-prod',
      order,
      touched: () => inside['orders-prod'](name),
      isDone: async () => (await inside['orders-prod'](name)) === NONE,
    }
  },

  'create user on MariaDB': creation('catalog-prod'),
}

/**
 * A finished one must read like the same user made by a change that nothing struck.
 * @param {Place} place
 * @returns {Make}
 */
function creation(place) {
  /** @type {Promise<string> | undefined} */
  let model
  return async (visitor, account, n, inside) => {
    model ??= modelOf(place, visitor, account, inside)
    const unstruck = await model
    const name = `chaos_${n}`
    const { order, writes } = await orderOf(visitor, account, place, creating(place, name))
    return {
      writes,
      statementsOf: place,
      order,
      touched: () => inside[place](name),
      isDone: async () => (await inside[place](name)) === unstruck,
    }
  }
}

/**
 * @param {Place} place
 * @param {Visitor} visitor
 * @param {any} account
 * @param {Inside} inside
 */
async function modelOf(place, visitor, account, inside) {
  const { order } = await orderOf(visitor, account, place, creating(place, 'chaos_model'))
  await done(visitor, order, `the model on ${place}`)
  return inside[place]('chaos_model')
}

/** @param {Place} place @param {string} name */
const creating = (place, name) => ({
  kind: 'create',
  user: { name, host: place === 'catalog-prod' ? '%' : null },
  rights: WISHES[place],
  despite: [],
})

/**
 * What the dialog would send once its plan is there, and the statements of that plan.
 * @param {Visitor} visitor
 * @param {any} account
 * @param {Place} place
 * @param {{ kind: string }} intent
 * @returns {Promise<{ order: Order, writes: string[] }>}
 */
async function orderOf(visitor, account, place, intent) {
  const region = 'us-east-1'
  const { resourceId } = targetOf(account, { region, name: place })
  const question = {
    target: JSON.stringify({ accountId: account.accountId, region, resourceId }),
    intent: JSON.stringify(intent),
  }
  const { plan } = (await visitor.ask('/a/home/database-users/plan', question)).value
  const [guard] = plan.guards
  if (guard) throw new Error(`${guard.title} ${guard.text}`)
  const statements = plan.steps.flatMap((/** @type {{ statements: string[] }} */ step) => step.statements)
  return {
    writes: plan.inOneTransaction ? [...statements, 'commit'] : statements,
    order: {
      action: 'applyUserChangeAction',
      path: `/a/home/targets/${region}/${resourceId}/users`,
      fields: [...Object.entries(question), ['digest', plan.digest]],
    },
  }
}
