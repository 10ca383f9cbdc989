import { requireNoTransaction } from '#server/crafts/threads/transaction-around.ts'
import { keyBusy } from '../refusals.ts'

/** How long the keys may take for all signatures of one paper; the work then goes on later, with the same number. */
const keysMayTakeMs = 30_000

/** What is signed by keys somewhere else; refuses when they have not answered within half a minute. */
export async function inTime<T>(signing: Promise<T>): Promise<T> {
  requireNoTransaction('keys')
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(keyBusy()), keysMayTakeMs)
  })
  try {
    return await Promise.race([signing, late])
  } finally {
    clearTimeout(timer)
  }
}
