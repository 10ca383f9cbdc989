/** Keeps what stands on a page while it is being typed; the page says what was kept and what was not. */
import { isRedirect, json } from '@sveltejs/kit'
import { markOfSection, saveSection } from '#server/modules/dossiers/index.ts'
import { readPost } from '#server/platform/forms/read-post.ts'
import { isId } from '#server/platform/id.ts'
import { createTurns } from '#server/platform/jobs/turns.ts'
import { requireCitizen, requireSignedIn } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { formatTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { answerUpload } from '../../../../../tep/answer-upload.ts'
import { openForm, sectionAt } from '../../open-form.ts'

/** A save for every pause in typing, and one more for every page left. */
const turns = createTurns({ capacity: 40, perSecond: 1 })

export const POST = ({ request, locals, params }) =>
  answerUpload(async () => {
    const citizen = requireCitizen(requireSignedIn(locals.actor))
    turns.take(citizen.id)
    const { fields, control } = await readPost(request)
    const { _ban: draftId = '', _moc: mark = '' } = control
    const answer = await perform(citizen, async (work) => {
      const form = await openForm(work, citizen, params.ma)
      const section = sectionAt(form, params.phan)
      const saved = await saveSection(
        work,
        citizen,
        form.service,
        {
          draftId: isId(draftId) ? draftId : form.draft.id,
          section: section.key,
          fields,
          mark,
          keep: 'what-is-right',
        },
        form.context,
      )
      if (saved.outcome === 'changed-meanwhile')
        return { words: m.dossiers.apply.form.keptElsewhere, isStale: true }
      const left = saved.reading.issues.filter(({ code }) => code !== 'missing' && code !== 'too_few')
      const time = formatTime(work.now)
      const labels = left.map(({ label }) => label).join('; ')
      return {
        mark: markOfSection(form.service.form, section.key, saved.answers),
        isWhole: left.length === 0,
        words:
          left.length === 0 ? m.dossiers.apply.form.kept(time) : m.dossiers.apply.form.keptBut(time, labels),
      }
    }).catch((error: unknown) => {
      // Sent or discarded meanwhile: a page would lead on to what became of it.
      if (!isRedirect(error)) throw error
      return { words: m.dossiers.apply.form.draftGone, isStale: true }
    })
    return json(answer, { headers: { 'cache-control': 'no-store' } })
  })
