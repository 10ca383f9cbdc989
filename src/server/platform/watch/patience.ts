/** Whoever watches waits for nobody for long. */

/** The answer, if it comes in so many milliseconds; after that it fails, and whatever was asked goes on unheard. */
export async function within<T>(ms: number, asked: Promise<T>): Promise<T> {
  const { promise: impatience, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Unanswered()), ms)
  try {
    return await Promise.race([asked, impatience])
  } finally {
    clearTimeout(timer)
    asked.catch(() => {})
  }
}

export class Unanswered extends Error {
  constructor() {
    super('not answered in time')
  }
}
