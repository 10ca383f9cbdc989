import { expect, test } from 'vitest'
import { runWalks } from './run-walks.ts'

/** `npm run fuzz -- documents` walks longer. */
const walks = { seed: 42, milliseconds: 500_000 }

test('whatever people do in whatever order: every number ends, once, and nothing is signed that was not approved as it stands', async () => {
  const { find, reached } = await runWalks('drafts', { ...walks, runs: 15 })
  expect(find).toBeUndefined()
  expect(reached.issued).toBeGreaterThan(0)
  expect(reached.crashed).toBeGreaterThan(0)
}, 600_000)

test('whatever is done with letters and work files: an answered letter is closed, what is held is never destroyed, and all is as it was done', async () => {
  const { find } = await runWalks('letters', { ...walks, runs: 4 })
  expect(find).toBeUndefined()
}, 600_000)

test('whatever is written by several at once: nobody writes without the turn, and nothing is lost that was said to be saved', async () => {
  const { find, reached } = await runWalks('writing', { ...walks, runs: 4 })
  expect(find).toBeUndefined()
  expect(reached.versions).toBeGreaterThan(0)
  expect(reached.decided).toBeGreaterThan(0)
}, 600_000)
