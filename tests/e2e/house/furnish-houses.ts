/** Before the first journey: the pages are built, and each worker has a server with the furniture its houses are copied from. */
import type { FullConfig } from '@playwright/test'
import { buildPages } from '#tools/start/build-pages.ts'
import { closeTestCluster, openTestCluster } from '../../cluster.ts'
import { discard, type Furnished, furnish } from './furnish.ts'

/** Playwright runs what this returns when the last journey has ended. */
export default async function furnishHouses({ workers }: FullConfig): Promise<() => Promise<void>> {
  const furnished: Furnished[] = []
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
    // A server each, so that no neighbour's transaction holds the feed back (decision 3).
    const past = { dossiers: 400, days: 60 }
    const servers = await Promise.all(
      Array.from({ length: workers }, (_, at) => openTestCluster(`journeys-${at}`)),
    )
    furnished.push(
      ...(await Promise.all(servers.map((cluster, at) => furnish(cluster, { name: `demo_${at}`, past })))),
    )
    await building
    process.env.E2E_FURNISHED = JSON.stringify(furnished)
    return end
  } catch (error) {
    await end()
    throw error
  }
}
