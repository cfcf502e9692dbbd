import { AccountIndex } from './account-index'
import type { CompiledPolicies, CompileOptions } from './compiled-policies'
import type { PolicySnapshot } from './policy-snapshot'

/** Reads and indexes a snapshot once, for many questions about one action. */
export function compile(snapshot: PolicySnapshot, options: CompileOptions): CompiledPolicies {
  const account = new AccountIndex(snapshot, options)
  for (const _ of account.build());
  return account
}

/**
 * The same, pausing every few hundred principals. What did not change since `before`, an older reading of the
 * account, is not worked out again.
 */
export async function compileGradually(
  snapshot: PolicySnapshot,
  options: CompileOptions,
  yieldToEventLoop: () => Promise<unknown>,
  before?: CompiledPolicies,
): Promise<CompiledPolicies> {
  const account =
    before instanceof AccountIndex
      ? AccountIndex.after(before, snapshot, options)
      : new AccountIndex(snapshot, options)
  for (const _ of account.build()) await yieldToEventLoop()
  return account
}
