/** Engines and weights, fetched beside the running program by a process that comes after everybody else. */
import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { assetGroups, assetState } from '#server/platform/assets/index.ts'
import { m } from '#shared/messages/index.ts'

export interface AssetFetcher {
  /** What was fetched so far is gone on from the next time. */
  stop(): void
}

/** Begins where something is missing; says in one line how it ended. Whatever goes wrong concerns only what needs the assets. */
export function fetchBeside(say: (line: string) => void): AssetFetcher | undefined {
  if (assetGroups.every((group) => assetState(group).state === 'present')) return undefined
  const child = spawn(process.execPath, ['tools/assets/assets.ts', ...assetGroups], {
    // A group of its own, npm with it: a terminal's Ctrl-C is ours to pass on.
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  let isStopped = false
  if (child.pid !== undefined) yieldFully(child.pid)
  child.on('error', () => undefined)
  child.on('close', () => {
    if (isStopped) return
    const failed = assetGroups.map((group) => assetState(group)).find(({ state }) => state !== 'present')
    say(failed ? m.assets.notFetched(failed.failure ?? 'failed') : m.assets.fetched)
  })
  child.unref()
  child.channel?.unref()
  return {
    stop() {
      isStopped = true
      child.kill('SIGTERM')
    },
  }
}

function yieldFully(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW)
  } catch {
    // It ended already, or the system does not allow it.
  }
}
