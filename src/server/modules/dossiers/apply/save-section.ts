import { createHash } from 'node:crypto'
import type { Citizen } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import type { Answers, FormContext } from '#shared/form/answers.ts'
import type { Form } from '#shared/form/definition.ts'
import { flattenAnswers } from '#shared/form/read/flatten.ts'
import type { Field } from '#shared/form/read/gather-fields.ts'
import { type FormReading, readSection } from '#shared/form/read/read-form.ts'
import { unknownFields } from '../refusals.ts'
import { lockDraft, saveDraft } from './drafts.ts'

export interface SectionPost {
  draftId: string
  section: string
  fields: readonly Field[]
  /** `markOfSection` of what the page showed when it was opened. */
  mark: string
  /** `whole`: only when nothing is wrong. `what-is-right`: leaving for now, with gaps. */
  keep: 'whole' | 'what-is-right'
}

export type SavedSection =
  | { outcome: 'saved' | 'incomplete'; reading: FormReading; answers: Answers }
  /** Another device or window saved these questions meanwhile: nothing was changed. */
  | { outcome: 'changed-meanwhile'; reading: FormReading; answers: Answers }

/** A fingerprint of what is stored for one section: the version token of its page. */
export function markOfSection(form: Form, section: string, answers: Answers): string {
  const own = form.sections.find(({ key }) => key === section)?.questions.map(({ key }) => key) ?? []
  const stored = flattenAnswers(form, answers).fields.filter(([name]) =>
    own.some((key) => name === key || name.startsWith(`${key}.`) || name.startsWith(`${key}[`)),
  )
  return createHash('sha256').update(JSON.stringify(stored)).digest('base64url').slice(0, 16)
}

/**
 * Keeps one page of the form in the draft. A field the form does not have refuses the whole page; a page that was
 * opened before someone saved the same questions elsewhere changes nothing and shows both.
 */
export async function saveSection(
  work: Work,
  citizen: Citizen,
  { form }: { form: Form },
  post: SectionPost,
  context: FormContext,
): Promise<SavedSection> {
  const draft = await lockDraft(work, citizen, post.draftId)
  const reading = readSection(form, post.section, post.fields, draft.answers, context)
  if (reading.unknown.length > 0)
    throw unknownFields({ fields: reading.unknown.slice(0, 20).map((name) => name.slice(0, 60)) })

  const stored = markOfSection(form, post.section, draft.answers)
  const typed = markOfSection(form, post.section, reading.answers)
  if (stored !== post.mark && stored !== typed) {
    return { outcome: 'changed-meanwhile', reading, answers: draft.answers }
  }
  const isRight = reading.issues.length === 0
  if (isRight || post.keep === 'what-is-right') {
    await saveDraft(work, citizen, draft.id, { answers: reading.answers, section: post.section })
  }
  return { outcome: isRight ? 'saved' : 'incomplete', reading, answers: reading.answers }
}
