import { redirect } from '@sveltejs/kit'
import {
  EndPower,
  endPower,
  HandOverPower,
  handOverPower,
  listPowerChoices,
  signedTypes,
  viewPowers,
} from '#server/modules/documents/index.ts'
import { namesOfStaff } from '#server/modules/identity/index.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { formatDate, localDay } from '#shared/dates.ts'
import { Day } from '#shared/day.ts'
import { m } from '#shared/messages/index.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import type { Actions, PageServerLoad } from './$types'
import { bookName, presentPower, typeName } from './present-power.server.ts'

const here = '/van-ban/uy-quyen'
const words = m.documents.route.powers.give

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const officer = requireDocumentHandler(locals.actor)
  const typed = url.searchParams.get('ngay') ?? ''
  const day = Day.safeParse(typed)
  return perform(officer, async (work) => {
    const today = localDay(work.now)
    const on = day.success ? day.data : today
    const powers = await viewPowers(work, officer, on)
    const names = await namesOfStaff(
      work,
      powers.flatMap(({ toAccount, madeBy, endedBy }) => [toAccount, madeBy ?? [], endedBy ?? []].flat()),
    )
    const present = (power: (typeof powers)[number]) =>
      presentPower(power, { names, agencyId: officer.agencyId })
    const isLeader = officer.roles.includes('leader')
    return {
      on,
      day: formatDate(on),
      today,
      isDayBad: typed !== '' && !day.success,
      inForce: powers.filter(({ state }) => state === 'in_force').map(present),
      others: powers.filter(({ state }) => state !== 'in_force').map(present),
      isLeader,
      choices: isLeader ? presentChoices(await listPowerChoices(work, officer)) : null,
      done: url.searchParams.get('xong') ?? '',
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

function presentChoices({ positions, people, books }: Awaited<ReturnType<typeof listPowerChoices>>) {
  const allowed = new Set(positions.flatMap(({ ways }) => ways))
  return {
    positions: positions.map(({ id, title }) => ({ value: id, label: title })),
    ways: [...allowed].map((value) => ({ value, ...words.ways[value] })),
    people: [...Map.groupBy(people, ({ unitName }) => unitName)].map(([label, group]) => ({
      label,
      options: group.map(({ id, name, title }) => ({ value: id, label: words.person(name, title) })),
    })),
    types: signedTypes.map((value) => ({ value, label: typeName(value) })),
    books: books.map((value) => ({ value, label: bookName(value) })),
  }
}

export const actions: Actions = {
  give: (event) => {
    const officer = requireDocumentHandler(event.locals.actor)
    return handleStaffForm(event, HandOverPower, async (input) => {
      await perform(officer, (work) => handOverPower(work, officer, input))
      redirect(303, `${here}?xong=give&ngay=${input.validFrom}`)
    })
  },
  end: (event) => {
    const officer = requireDocumentHandler(event.locals.actor)
    return handleStaffForm(event, EndPower, async (input) => {
      await perform(officer, (work) => endPower(work, officer, input))
      redirect(303, `${here}?xong=end`)
    })
  },
}
