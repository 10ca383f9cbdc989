import { redirect } from '@sveltejs/kit'
import {
  EndRule,
  endRule,
  listPlaces,
  MakeHoldRule,
  MakeRouteRule,
  MakeSealRule,
  makeHoldRule,
  makeRouteRule,
  makeSealRule,
  mayMakeRules,
  tryRoute,
  urgencies,
  viewRules,
} from '#server/modules/documents/index.ts'
import { namesOfStaff } from '#server/modules/identity/index.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { formatDate, localDay } from '#shared/dates.ts'
import { Day } from '#shared/day.ts'
import { copyForms } from '#shared/document/copies.ts'
import { documentTypes } from '#shared/document/types.ts'
import { m } from '#shared/messages/index.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import type { Actions, PageServerLoad } from './$types'
import { groupRules, presentRule, presentTried } from './present-rule.server.ts'

const here = '/van-ban/quy-che'

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const officer = requireDocumentHandler(locals.actor)
  const asked = askedIn(url.searchParams)
  return perform(officer, async (work) => {
    const today = localDay(work.now)
    const on = asked.day || today
    const { inForce, others, page, pages } = await viewRules(work, officer, on, asked.page)
    const names = await namesOfStaff(
      work,
      [...inForce, ...others].flatMap(({ madeBy, endedBy }) => [madeBy ?? [], endedBy ?? []].flat()),
    )
    const mayMake = await mayMakeRules(work, officer)
    const places = mayMake ? await listPlaces(work, officer, today) : []
    const present = (rule: (typeof inForce)[number]) => presentRule(rule, { names, mayMake, today })
    const tried = asked.type ? await tryRoute(work, officer, { ...asked, type: asked.type, on }) : undefined
    return {
      on,
      day: formatDate(on),
      today,
      isDayBad: asked.isDayBad,
      isAmountBad: asked.isAmountBad,
      asked: { type: asked.type ?? '', urgency: asked.urgency, amount: asked.typedAmount },
      tried: tried && presentTried(tried, { ...asked, day: formatDate(on) }),
      inForce: groupRules(inForce.map(present)),
      others: groupRules(others.map(present)).filter(({ rules }) => rules.length > 0),
      page,
      pages,
      mayMake,
      places: [...Map.groupBy(places, ({ unitName }) => unitName)].map(([label, group]) => ({
        label,
        options: group.map(({ id, title }) => ({ value: id, label: title })),
      })),
      signers: places
        .filter(({ isOfPart, signs }) => !isOfPart && signs)
        .map(({ id, title }) => ({ value: id, label: title })),
      types: [...documentTypes, ...copyForms].map(({ key, name }) => ({ value: key, label: name })),
      urgencies: urgencies.map((key) => ({ value: key, label: m.documents.route.urgency[key] ?? key })),
      done: url.searchParams.get('xong') ?? '',
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

/** The day looked at and the document tried, as the address says; what it does not say well is said on the page. */
function askedIn(params: URLSearchParams) {
  const typedDay = params.get('ngay') ?? ''
  const day = Day.safeParse(typedDay)
  const page = Number.parseInt(params.get('trang') ?? '', 10)
  const typedAmount = (params.get('tien') ?? '').slice(0, 30)
  const digits = typedAmount.replace(/[. ]/g, '')
  const isAmountBad = digits !== '' && !/^\d{1,15}$/.test(digits)
  return {
    day: day.success ? day.data : '',
    page: page > 0 ? Math.min(page, 1_000_000) : 1,
    isDayBad: typedDay !== '' && !day.success,
    type: [...documentTypes, ...copyForms].find(({ key }) => key === params.get('loai'))?.key,
    urgency: urgencies.find((key) => key === params.get('khan')) ?? ('normal' as const),
    typedAmount,
    isAmountBad,
    amount: digits === '' || isAmountBad ? null : Number(digits),
  }
}

export const actions: Actions = {
  route: (event) => {
    const officer = requireDocumentHandler(event.locals.actor)
    return handleStaffForm(event, MakeRouteRule, async (input) => {
      await perform(officer, (work) => makeRouteRule(work, officer, input))
      redirect(303, `${here}?xong=make&ngay=${input.validFrom}`)
    })
  },
  seal: (event) => {
    const officer = requireDocumentHandler(event.locals.actor)
    return handleStaffForm(event, MakeSealRule, async (input) => {
      await perform(officer, (work) => makeSealRule(work, officer, input))
      redirect(303, `${here}?xong=make&ngay=${input.validFrom}`)
    })
  },
  hold: (event) => {
    const officer = requireDocumentHandler(event.locals.actor)
    return handleStaffForm(event, MakeHoldRule, async (input) => {
      await perform(officer, (work) => makeHoldRule(work, officer, input))
      redirect(303, `${here}?xong=make&ngay=${input.validFrom}`)
    })
  },
  end: (event) => {
    const officer = requireDocumentHandler(event.locals.actor)
    return handleStaffForm(event, EndRule, async (input) => {
      await perform(officer, (work) => endRule(work, officer, input))
      redirect(303, `${here}?xong=end`)
    })
  },
}
