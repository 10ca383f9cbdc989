/** Before the first journey: the pages are built, and each worker has a server with the same furniture, from which its houses are copied. */
import type { FullConfig } from '@playwright/test'
import { buildPages } from '#tools/start/build-pages.ts'
import { closeTestCluster, openTestClusters } from '../../cluster.ts'
import { discard, type Furnished, furnish } from './furnish.ts'

/** Playwright runs what this returns when the last journey has ended. */
export default async function furnishHouses({ workers }: FullConfig): Promise<() => Promise<void>> {
  let furnished: Furnished[] = []
  const end = async () => {
    await Promise.all(furnished.map(discard))
    await closeTestCluster()
  }
  try {
    const building = buildPages(
      { ...process.env, NODE_ENV: 'production' },
      () => {},
      new AbortController().signal,
    )
    building.catch(() => {})
    const past = { dossiers: 400, days: 60 }
    const { clusters, prepared } = await openTestClusters('journeys', workers, (cluster) =>
      furnish(cluster, { name: 'demo', past }),
    )
    furnished = clusters.map((cluster) => ({ ...prepared, cluster }))
    await building
    process.env.E2E_FURNISHED = JSON.stringify(furnished)
    return end
  } catch (error) {
    await end()
    throw error
  }
}
