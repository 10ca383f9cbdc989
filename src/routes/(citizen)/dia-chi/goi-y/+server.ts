import { json } from '@sveltejs/kit'
import { listCommunes } from '#server/modules/agencies/index.ts'
import { createTurns } from '#server/platform/jobs/turns.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { placeOptions } from '#ui/form/find-places.server.ts'
import { answerUpload } from '../../../tep/answer-upload.ts'

/** Somebody typing fast, in several fields. */
const turns = createTurns({ capacity: 60, perSecond: 4 })

/** What the search for a place shows while someone types; `trong` keeps the communes of the province. */
export const GET = ({ url, locals, getClientAddress }) =>
  answerUpload(async () => {
    turns.take(getClientAddress())
    const query = (url.searchParams.get('q') ?? '').slice(0, 80)
    const among = url.searchParams.has('trong')
      ? await perform(locals.actor, async (work) => {
          const communes = await listCommunes(work, localDay(work.now))
          return new Set(communes.map(({ code }) => code))
        })
      : undefined
    const found = placeOptions(query, among)
    const { found: told, none, noneWithin } = m.form.place
    const words = found.length > 0 ? told(found.length) : among ? noneWithin : none
    return json(
      {
        found: found.map(({ value, label, help }) => ({
          value,
          label: help ? `${label} (${m.form.place.formerly(help)})` : label,
        })),
        group: m.form.place.foundBy(query),
        words,
      },
      { headers: { 'cache-control': 'private, max-age=3600' } },
    )
  })
