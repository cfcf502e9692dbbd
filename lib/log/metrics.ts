import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const seconds = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
  return {
    registry,
    requests: new Counter({
      name: 'gatehouse_http_requests_total',
      help: 'Requests by method and by what the guard made of them',
      labelNames: ['method', 'outcome'] as const,
      registers,
    }),
    verbs: new Histogram({
      name: 'gatehouse_verb_seconds',
      help: 'Pages and actions by outcome: done, or the code of the failure',
      labelNames: ['door', 'outcome'] as const,
      buckets: seconds,
      registers,
    }),
    awsCalls: new Histogram({
      name: 'gatehouse_aws_call_seconds',
      help: 'Calls to AWS by action and outcome, all pages of a listing together',
      labelNames: ['action', 'outcome'] as const,
      buckets: seconds,
      registers,
    }),
    awsRequests: new Counter({
      name: 'gatehouse_aws_requests_total',
      help: 'Requests to AWS by action, every page and attempt; reading: of the whole account',
      labelNames: ['action', 'asker'] as const,
      registers,
    }),
    readingParts: new Gauge({
      name: 'gatehouse_reading_part_seconds',
      help: 'How long each part of the last reading of the account took; parts are read side by side',
      labelNames: ['part'] as const,
      registers,
    }),
    inventoryAge: new Gauge({
      name: 'gatehouse_inventory_age_seconds',
      help: 'Age of the last reading of the account; -1: none yet',
      registers,
    }),
    dataAge: new Gauge({
      name: 'gatehouse_data_age_seconds',
      help: 'Age of the oldest part of what is shown, a part kept from before included; -1: none yet',
      registers,
    }),
    errors: new Counter({
      name: 'gatehouse_unexpected_errors_total',
      help: 'Errors that were shown with an error id only',
      registers,
    }),
  }
}

const kept = globalThis as typeof globalThis & { gatehouseMetrics?: ReturnType<typeof createMetrics> }
kept.gatehouseMetrics ??= createMetrics()
export const metrics = kept.gatehouseMetrics
