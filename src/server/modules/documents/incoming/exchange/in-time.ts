/** What is asked of an exchange is answered in time, or it is not waited for. */

export class TooSlow extends Error {
  constructor() {
    super('the exchange did not answer in time')
  }
}

/** Gives the call up after so many milliseconds, also one that does not heed its signal. */
export async function inTime<T>(call: (signal: AbortSignal) => Promise<T>, ms: number): Promise<T> {
  const control = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const failure = new TooSlow()
      control.abort(failure)
      reject(failure)
    }, ms)
  })
  try {
    return await Promise.race([call(control.signal), late])
  } finally {
    clearTimeout(timer)
  }
}
