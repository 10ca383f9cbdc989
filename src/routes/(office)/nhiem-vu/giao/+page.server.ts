import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { addWorkingDays } from '#server/crafts/calendar/index.ts'
import { listAgencies } from '#server/modules/agencies/index.ts'
import { listServices } from '#server/modules/catalogue/index.ts'
import {
  IssueTask,
  issueTask,
  listOrderableValues,
  type OrderableValue,
} from '#server/modules/directives/index.ts'
import { currentValue, type Measure, measures, onTimeTarget } from '#server/modules/indicators/index.ts'
import { newId } from '#server/platform/id.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { dateWords, formatDate, formatTime, localDay, parseVietnameseDate } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { parseNumber } from '#shared/money.ts'
import { compareTexts } from '#shared/text/index.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** What an order gives an agency unless the leader says otherwise. */
const usualDays = 5

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const officer = requireRole(locals.actor, 'commander')
  const chosen = {
    measure: measures.find((known) => known === url.searchParams.get('chi-so')) ?? 'overdue',
    agencyId: url.searchParams.get('co-quan') ?? '',
    serviceCode: url.searchParams.get('thu-tuc') ?? '',
  }
  return perform(officer, async (work) => {
    const agencies = (await listAgencies(work, localDay(work.now)))
      .map(({ id, shortName }) => ({ value: id, label: shortName }))
      .sort((one, other) => compareTexts(one.label, other.label))
    const services = (await listServices(work))
      .map(({ code, plainName }) => ({ value: code, label: plainName }))
      .sort((one, other) => compareTexts(one.label, other.label))
    const agency = agencies.find(({ value }) => value === chosen.agencyId)
    const service = services.find(({ value }) => value === chosen.serviceCode)
    const figure = agency
      ? await describeFigure(
          await currentValue(work, chosen.measure, agency.value, service?.value ?? null),
          chosen.measure,
          [service?.label, agency.label].filter((part) => part !== undefined).join(', '),
        )
      : undefined
    return {
      chosen: { ...chosen, serviceCode: service?.value ?? '' },
      agencies,
      services,
      measures: measures.map((measure) => ({
        value: measure,
        label: m.directives.measures[measure] ?? measure,
      })),
      agencyName: agency?.label ?? '',
      serviceName: service?.label ?? '',
      /** Without an agency the figure is nobody's to mend: those who have it, to choose from. */
      having: agency
        ? []
        : presentValues(
            await listOrderableValues(work, chosen.measure, service?.value ?? null),
            chosen.measure,
            agencies,
          ),
      figure,
      at: formatTime(work.now),
      due: dueIn(work.now),
      requestKey: newId(),
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

function describeFigure(value: number | null, measure: Measure, about: string) {
  const words = m.directives.value(measure, value)
  const proposed = m.directives.order.proposed[measure]?.(about, words)
  return {
    value,
    words,
    about,
    ...(proposed ?? { title: '', wording: '' }),
    target:
      measure === 'on_time'
        ? String(onTimeTarget)
        : String(measure === 'overdue' ? 0 : Math.floor((value ?? 0) / 2)),
  }
}

function presentValues(
  values: readonly OrderableValue[],
  measure: Measure,
  agencies: readonly { value: string; label: string }[],
) {
  const names = new Map(agencies.map(({ value, label }) => [value, label]))
  return values
    .filter(({ agencyId }) => names.has(agencyId))
    .map(({ agencyId, value, orderedAt }) => ({
      agencyId,
      name: names.get(agencyId) ?? agencyId,
      value: m.directives.value(measure, value),
      ordered: orderedAt ? m.directives.order.orderedOn(dateWords(orderedAt)) : '',
    }))
}

/** By working days of the legal calendar, so that no order falls due on a holiday. */
function dueIn(now: Date) {
  const [year = '', month = '', day = ''] = localDay(
    addWorkingDays(provinceCalendar(), now, usualDays),
  ).split('-')
  return {
    year,
    month,
    day,
    hint: m.directives.order.dueHint(usualDays, formatDate(`${year}-${month}-${day}`)),
  }
}

/** The order as its form posts it: the day in three boxes, the number as people write it. */
const OrderForm = z
  .object({
    requestKey: z.uuid(),
    agencyId: z.string(),
    measure: z.enum(measures),
    serviceCode: z.string().default(''),
    title: z.string().min(5).max(200),
    wording: z.string().min(10).max(4000),
    due: z.object({ day: z.string(), month: z.string(), year: z.string() }),
    target: z.string().min(1),
  })
  .transform(({ due, target, serviceCode, ...rest }, context) => {
    const day = parseVietnameseDate(due)
    if (!day.ok) context.addIssue({ code: 'custom', path: ['due'], message: day.message })
    const number = parseNumber(target)
    if (number === undefined || number < 0 || number > 1_000_000) {
      context.addIssue({ code: 'custom', path: ['target'], message: m.ui.form.number })
    }
    if (!day.ok || number === undefined) return z.NEVER
    return IssueTask.parse({
      ...rest,
      dueOn: day.day,
      target: number,
      ...(serviceCode ? { serviceCode } : {}),
    })
  })

export const actions: Actions = {
  default: (event) =>
    handleStaffForm(event, OrderForm, async (input) => {
      const officer = requireRole(event.locals.actor, 'commander')
      const task = await perform(officer, (work) => issueTask(work, officer, input))
      redirect(303, `/nhiem-vu/${task.id}?xong=giao`)
    }),
}
