/** What every page of one application needs: the draft, the version it is bound to, and what is already held. */
import { redirect } from '@sveltejs/kit'
import { listCommunes } from '#server/modules/agencies/index.ts'
import { getServiceVersion, type Service } from '#server/modules/catalogue/index.ts'
import {
  type Draft,
  findLatestDraft,
  formContext,
  heldAnswers,
  previewSubmission,
  submitDraft,
} from '#server/modules/dossiers/index.ts'
import type { Citizen } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { formatDateTime, localDay } from '#shared/dates.ts'
import type { FormContext } from '#shared/form/answers.ts'
import { mayGrow, visibleSections } from '#shared/form/visible-sections.ts'
import { m } from '#shared/messages/index.ts'
import { groupCommunes } from '#ui/form/group-communes.ts'
import type { SectionState } from '#ui/form/section-view.ts'

export interface OpenForm {
  draft: Draft
  service: Service
  context: FormContext
  communes: ReturnType<typeof groupCommunes>
  held: NonNullable<SectionState['held']>
}

/** The form as it stands. Sent already: on to its dossier. Never begun: to the beginning. */
export async function openForm(work: Work, citizen: Citizen, code: string): Promise<OpenForm> {
  const draft = await findLatestDraft(work, citizen, code)
  if (!draft) redirect(303, `/nop/${encodeURIComponent(code)}`)
  if (draft.dossierId) redirect(303, `/ho-so/${(await submitDraft(work, citizen, draft.id)).code}`)
  const service = await getServiceVersion(work, draft.serviceCode, draft.serviceVersion)
  const communes = await listCommunes(work, localDay(work.now))
  const context = formContext(work.now, communes)
  return {
    draft,
    service,
    context,
    communes: groupCommunes(communes),
    held: await heldAnswers(work, citizen, service, draft.answers, context),
  }
}

/** The pages of this application in order, as these answers ask for them. */
export function stepsOf({ service, draft }: Pick<OpenForm, 'service' | 'draft'>) {
  const base = `/nop/${service.code}`
  const sections = visibleSections(service.form, draft.answers).map(({ key, title }) => ({
    key,
    title,
    href: `${base}/${service.form.sections.findIndex((section) => section.key === key) + 1}`,
  }))
  return [
    ...sections,
    { key: 'giay-to', title: m.dossiers.apply.papers.title, href: `${base}/giay-to` },
    { key: 'xem-lai', title: m.dossiers.apply.check.title, href: `${base}/xem-lai` },
  ]
}

/** The sections in which something is still to be answered or corrected. */
export async function openSections(work: Work, draft: Draft, service: Service): Promise<ReadonlySet<string>> {
  const { issues } = await previewSubmission(work, draft, service)
  return new Set(issues.map(({ section }) => section))
}

/** Where a page stands among the others. */
export function placeOf(form: OpenForm, key: string) {
  const steps = stepsOf(form)
  const index = steps.findIndex((step) => step.key === key)
  return {
    serviceName: form.service.plainName,
    step: index + 1,
    count: steps.length,
    isLeast: mayGrow(form.service.form, form.draft.answers),
    back: steps[index - 1]?.href ?? `/dich-vu/${form.service.code}`,
    next: steps[index + 1]?.href ?? `/nop/${form.service.code}/xem-lai`,
    saved: form.draft.section
      ? m.dossiers.apply.form.savedAt(formatDateTime(form.draft.updatedAt))
      : m.dossiers.apply.form.notSavedYet,
  }
}

/** A hidden or missing page leads to the beginning of the form. */
export function sectionAt(form: OpenForm, part: string) {
  const section = /^\d{1,2}$/.test(part) ? form.service.form.sections[Number(part) - 1] : undefined
  if (!section || placeOf(form, section.key).step === 0) redirect(303, `/nop/${form.service.code}`)
  return section
}
