import { expect, it, vi } from 'vitest'
import { AppError } from './errors'

it('an error of another bundle of the same process is one of ours', async () => {
  vi.resetModules()
  const other = await import('./errors')
  expect(other.AppError).not.toBe(AppError)
  expect(new other.AppError('throttled', 'Wait.')).toBeInstanceOf(AppError)
  expect(new Error('Wait.')).not.toBeInstanceOf(AppError)
  expect({ code: 'throttled', message: 'Wait.' }).not.toBeInstanceOf(AppError)
})
