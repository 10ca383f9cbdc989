import { listFor, type MeetingPlace } from '#server/modules/meetings/index.ts'
import { isId } from '#server/platform/id.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import type { PageServerLoad } from './$types'
import { whenWords } from './present-meeting.server.ts'

export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = requireOfficer(locals.actor)
  const isOver = url.searchParams.get('xem') === 'da-hop'
  const after = placeIn(url.searchParams.get('sau'))
  const { meetings, next, mayCall } = await perform(officer, (work) =>
    listFor(work, officer, { isOver, after }),
  )
  return {
    isOver,
    mayCall,
    isFirst: after === undefined,
    next: next ? `${next.startsAt.getTime()}.${next.id}` : '',
    rows: meetings.map(({ id, title, place, state, secrecy, people, ...meeting }) => ({
      id,
      title,
      place,
      when: whenWords(meeting),
      state,
      stateWords: m.meetings.states[state],
      secrecy: secrecy === 'open' ? '' : m.meetings.secrecies[secrecy].name,
      people,
    })),
  }
}

/** Where a list goes on: `1764500000000.<id>`. */
function placeIn(text: string | null): MeetingPlace | undefined {
  const [, moment = '', id = ''] = /^(\d{1,14})\.([0-9a-f-]{36})$/.exec(text ?? '') ?? []
  return isId(id) ? { startsAt: new Date(Number(moment)), id } : undefined
}
