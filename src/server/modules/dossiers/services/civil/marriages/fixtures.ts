/** Marriages as the register has them: entered, ended by a court or by a death. */
import { randomUUID } from 'node:crypto'
import { recordDivorce, standingMarriages } from '#server/modules/registry/divorce.ts'
import { applyEntry, enterEvent } from '#server/modules/registry/enter.ts'
import type { EntryKind, EntryPeople, EntryPerson } from '#server/modules/registry/entry-keys.ts'
import { anIdNumber } from '#server/modules/registry/fixtures.ts'
import { lookUp } from '#server/modules/registry/look-up.ts'
import { system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { monday } from '../../../fixtures.ts'

/** Somebody of the register, as a form speaks of them. */
export interface Someone {
  id: string
  fullName: string
  bornOn: string
  sex: 'male' | 'female'
  identityNumber: string
}

/** A marriage, entered as another day's signature did it. */
export const wed = (wife: Someone, husband: EntryPerson) =>
  enterAs('marriage', '15/2015', { wife: entered(wife), husband }, new Date('2015-03-02T09:00:00+07:00'))
const entered = ({ fullName, identityNumber, bornOn }: Someone): EntryPerson => ({
  fullName,
  bornOn,
  idNumber: identityNumber,
})

export async function enterAs(
  kind: EntryKind,
  number: string,
  people: EntryPeople,
  enteredAt = monday,
): Promise<void> {
  const id = randomUUID()
  const common = {
    kind,
    number,
    register: 'so',
    year: 2026,
    agencyId: 'x',
    eventOn: '2026-01-10',
    content: null,
    enteredAt,
  }
  const enter = async (work: Work) => {
    await enterEvent(work, { ...common, people, dossierId: id, documentId: id })
    await applyEntry(work, id)
  }
  await perform(system, enter, { now: monday })
}

export const former = {
  fullName: 'Tô Văn Cũ',
  bornOn: '1989-03-03',
  idNumber: anIdNumber('1989-03-03', 'male'),
}
export const judgment = { judgment: '12/2024/QĐST-HNGĐ', court: 'Tòa án nhân dân quận Phú Xuân' }

export async function divorce(
  { identityNumber }: Pick<Someone, 'identityNumber'>,
  notedBy: string = randomUUID(),
  judgedOn = '2024-05-06',
): Promise<void> {
  const numbers = [identityNumber]
  await perform(system, async (work) => {
    const look = await lookUp(work, { numbers, keys: [], names: [], withKin: false, withEntries: true })
    await recordDivorce(work, {
      ...judgment,
      marriage: standingMarriages(look)[0]?.id ?? '',
      numbers,
      judgedOn,
      source: 'Bản chính quyết định',
      dossierId: randomUUID(),
      agencyId: 'x',
      notedBy,
      requestKey: null,
      requestMark: null,
    })
  })
}
