import { fail, redirect } from '@sveltejs/kit'
import { z } from 'zod'
import {
  ChooseLimit,
  chooseLimit,
  getOfficerDossierId,
  OpenPrerequisite,
  openPrerequisite,
  SettlePrerequisite,
  settlePrerequisite,
  viewOfficerDossier,
} from '#server/modules/dossiers/index.ts'
import { receiveFile } from '#server/platform/files/index.ts'
import { readUploads } from '#server/platform/forms/read-post.ts'
import { isId, newId } from '#server/platform/id.ts'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { parseVietnameseDate } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { parseNumber } from '#shared/money.ts'
import { Refusal } from '#shared/refusal.ts'
import { park } from '#ui/form/parked-form.server.ts'
import { handleStaffForm } from '#ui/form/staff-form.server.ts'
import { presentSteps } from '../present-steps.server.ts'
import type { Actions, PageServerLoad } from './$types'

const words = { ...m.dossiers.prerequisites, ...m.dossiers.awaiting }

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const officer = requireCaseHandler(locals.actor)
  return perform(officer, async (work) => {
    const view = await viewOfficerDossier(work, officer, params.ma)
    const { dossier, service, permitted } = view
    return {
      code: dossier.code,
      service: service.plainName,
      steps: await presentSteps(work, view),
      mayAsk: permitted.includes('open_prerequisite'),
      mayRecord: permitted.includes('settle_prerequisite'),
      limits: permitted.includes('choose_limit')
        ? service.timeLimit.choices.map(({ key, name, text, basis }) => ({
            value: key,
            label: `${name}: ${text}`,
            help: basis,
          }))
        : [],
      requestKey: newId(),
      seenSeq: dossier.lastSeq,
      done:
        { hoi: words.asked, ghi: words.recordedDone, han: words.limit.done }[
          url.searchParams.get('xong') ?? ''
        ] ?? '',
    }
  })
}

/** Of a duty: đồng, as people write them; left out where another agency tells the sum. */
const Sum = z
  .string()
  .default('')
  .transform((typed, context) => {
    if (typed === '') return undefined
    const amount = parseNumber(typed)
    if (amount !== undefined && Number.isSafeInteger(amount)) return amount
    context.addIssue({ code: 'custom', message: m.ui.form.number })
    return z.NEVER
  })
const Key = { requestKey: z.uuid(), seenSeq: z.coerce.number().int().optional() }

export const actions: Actions = {
  open: async (event) =>
    handleStaffForm(
      event,
      z.object({ key: z.string(), note: OpenPrerequisite.shape.note, amount: Sum, ...Key }),
      async (given) => {
        const officer = requireCaseHandler(event.locals.actor)
        const { key, note, amount, ...keys } = given
        await perform(officer, async (work) => {
          const id = await getOfficerDossierId(work, officer, event.params.ma)
          const sum = amount === undefined ? {} : { amount }
          await openPrerequisite(work, officer, id, { key, note, ...sum }, keys)
        })
        redirect(303, `/mot-cua/${event.params.ma}/viec-truoc?xong=hoi`)
      },
    ),
  settle: async (event) => {
    let upload: string | undefined
    const scans: string[] = []
    const { actor } = event.locals
    const post = await readUploads(event.request, async ({ field, name, source }) => {
      if (actor.kind !== 'officer') return void source.resume()
      const { uploadId } = await receiveFile(actor, { name, source, signal: event.request.signal })
      if (field === 'ban-chup') scans.push(uploadId)
      else upload = uploadId
    })
    if (actor.kind === 'anonymous') return park(event, post.fields)
    const officer = requireCaseHandler(actor)
    const typed = (name: string) =>
      post.fields
        .find(([field]) => field === name)?.[1]
        ?.normalize('NFC')
        .trim() ?? ''
    const values = Object.fromEntries(post.fields)
    const refused = (code: string, details: Record<string, unknown>, status = 422) =>
      fail(status, { values, issues: {}, refusal: code, details })
    if (post.refused) return refused(post.refused.code, post.refused.details, post.refused.status)
    const idNumber = typed('idNumber').replace(/[\s.]/g, '')
    const present = idNumber && {
      idNumber,
      fullName: typed('fullName'),
      bornOn: dayOf(typed, 'bornOn'),
      gender: typed('gender'),
    }
    const input = SettlePrerequisite.safeParse({
      key: typed('key'),
      how: typed('how') || 'done',
      ...(typed('met') ? { met: typed('met') } : {}),
      who: post.fields.flatMap(([name, value]) => (name === 'who[]' ? [value] : [])),
      note: typed('note'),
      number: typed('number'),
      ...(dayOf(typed, 'on') ? { on: dayOf(typed, 'on') } : {}),
      ...(typed('amount') ? { amount: typed('amount').replace(/[\s.,]/g, '') } : {}),
      ...(upload ? { upload } : {}),
      scans,
      ...(present ? { present } : {}),
    })
    if (!input.success)
      return refused('dossiers.evidence_needed', { missing: input.error.issues.map(({ path }) => path[0]) })
    try {
      const differs = await perform(officer, async (work) => {
        const id = await getOfficerDossierId(work, officer, event.params.ma)
        const key = {
          requestKey: isId(typed('requestKey')) ? typed('requestKey') : undefined,
          seenSeq: Number(typed('seenSeq')) || undefined,
        }
        return settlePrerequisite(work, officer, id, input.data, key)
      })
      if (differs) return refused(differs.code, differs.details, differs.status)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return refused(error.code, error.details, error.status)
    }
    redirect(303, `/mot-cua/${event.params.ma}/viec-truoc?xong=ghi`)
  },
  limit: async (event) =>
    handleStaffForm(
      event,
      z.object({ ...ChooseLimit.shape, ...Key }),
      async ({ choice, reason, ...keys }) => {
        const officer = requireCaseHandler(event.locals.actor)
        await perform(officer, async (work) => {
          const id = await getOfficerDossierId(work, officer, event.params.ma)
          await chooseLimit(work, officer, id, { choice, reason }, keys)
        })
        redirect(303, `/mot-cua/${event.params.ma}/viec-truoc?xong=han`)
      },
    ),
}

/** A day in three boxes, or nothing where none can be read. */
function dayOf(typed: (name: string) => string, name: string): string {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => typed(`${name}.${part}`))
  const read = parseVietnameseDate({ day: day ?? '', month: month ?? '', year: year ?? '' })
  return read.ok ? read.day : ''
}
