/** Which window of this browser records: one recording belongs to one window at a time, by a lock the browser lets go of when the window dies. */

const lockOf = (recording: string) => `nhip-ghi-am/${recording}`

/** Which of these recordings a window holds. */
export async function heldOf(recordings: readonly string[], locks: LockManager): Promise<string[]> {
  const held = new Set(((await locks.query()).held ?? []).map(({ name }) => name))
  return recordings.filter((id) => held.has(lockOf(id)))
}

/**
 * Holds a recording for this window until the returned function is called; undefined where another window holds it. `lost` where that one
 * took it over.
 */
export function holdRecording(
  recording: string,
  locks: LockManager,
  lost: () => void,
): Promise<(() => void) | undefined> {
  return hold(recording, locks, { ifAvailable: true }, lost)
}

/** Takes a recording from whatever window holds it, which stops. */
export async function takeFromOthers(recording: string, locks: LockManager): Promise<void> {
  const release = await hold(recording, locks, { steal: true }, () => undefined)
  release?.()
}

function hold(
  recording: string,
  locks: LockManager,
  options: LockOptions,
  lost: () => void,
): Promise<(() => void) | undefined> {
  return new Promise((resolve, reject) => {
    let isHeld = false
    locks
      .request(lockOf(recording), options, (lock) => {
        if (!lock) return resolve(undefined)
        isHeld = true
        return new Promise<void>((release) => resolve(release))
      })
      .catch((error: unknown) => {
        if (isHeld) lost()
        else reject(error)
      })
  })
}
