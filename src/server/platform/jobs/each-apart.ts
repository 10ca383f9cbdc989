/**
 * Everything a list holds, page by page from after the last, to the end: those that fail and stay keep none of what follows from its turn. `page`
 * gives as many as `atOnce` where there may be more.
 */
export async function* allPages<T>(
  page: (after: T | undefined) => Promise<readonly T[]>,
  atOnce: number,
): AsyncGenerator<T> {
  let last: T | undefined
  do {
    const found = await page(last)
    yield* found
    last = found.length < atOnce ? undefined : found.at(-1)
  } while (last)
}

/** Does it for one after the other; one that fails stops no other. In the end the first failure is thrown, so that it is seen. */
export async function eachApart<T>(
  items: Iterable<T> | AsyncIterable<T>,
  run: (item: T) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = []
  for await (const item of items) {
    try {
      await run(item)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}
