/** What fails again and again at one mail is not tried for ever: what came behind it waits. */

export interface Tries {
  /** One more failed at this; whether it was the last that is made. */
  failed(key: string): boolean
  /** It went well. */
  done(key: string): void
}

/** So many tries are made. Counted in this process alone: after a new start everything is tried as often again. */
export function countTries(most: number): Tries {
  const tries = new Map<string, number>()
  return {
    failed(key) {
      const count = (tries.get(key) ?? 0) + 1
      tries.delete(key)
      if (count >= most) return true
      tries.set(key, count)
      return false
    },
    done: (key) => void tries.delete(key),
  }
}
