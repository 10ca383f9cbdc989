export interface Recent {
  get(key: string): Uint8Array | undefined
  keep(key: string, bytes: Uint8Array): void
}

/** Keeps what was made last, up to so many bytes in all; what was not asked for longest goes first. */
export function createRecent(maximumBytes: number): Recent {
  const kept = new Map<string, Uint8Array>()
  let size = 0
  const drop = (key: string) => {
    size -= kept.get(key)?.length ?? 0
    kept.delete(key)
  }
  return {
    get(key) {
      const bytes = kept.get(key)
      if (!bytes) return undefined
      // Put back at the end: a map keeps the order in which its keys came.
      kept.delete(key)
      kept.set(key, bytes)
      return bytes
    },
    keep(key, bytes) {
      drop(key)
      if (bytes.length > maximumBytes) return
      kept.set(key, bytes)
      size += bytes.length
      for (const oldest of kept.keys()) {
        if (size <= maximumBytes) break
        drop(oldest)
      }
    },
  }
}
