import { json } from '@sveltejs/kit'
import { perform } from '#server/platform/work.ts'
import { queryIn } from '../service-items.ts'
import { suggest } from '../suggestions.server.ts'
import type { RequestHandler } from './$types'

/** What the search box shows while someone types. */
export const GET: RequestHandler = async ({ url, locals }) =>
  json(await perform(locals.actor, (work) => suggest(work, queryIn(url))), {
    headers: { 'cache-control': 'private, max-age=60' },
  })
