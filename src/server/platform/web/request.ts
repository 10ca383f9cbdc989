/** Which request is being answered, for whatever is recorded on its way, under whosever name. */
import { AsyncLocalStorage } from 'node:async_hooks'

const current = new AsyncLocalStorage<string>()

/** Runs `task`, and all it waits for, as part of this request. */
export function duringRequest<T>(id: string, task: () => T): T {
  return current.run(id, task)
}

/** The request under way; undefined in the background. */
export function currentRequest(): string | undefined {
  return current.getStore()
}
