/** Marriages as the register has them: entered, ended by a court or by a death. */
import { randomUUID } from 'node:crypto'
import { confirmDivorce, recordDivorce, standingMarriages } from '#server/modules/registry/divorce.ts'
import { applyEntry, type EnterEvent, enterEvent } from '#server/modules/registry/enter.ts'
import type { EntryKind, EntryPeople, EntryPerson } from '#server/modules/registry/entry-keys.ts'
import { anIdNumber } from '#server/modules/registry/fixtures.ts'
import { lookUp, noteFormerNumber } from '#server/modules/registry/look-up.ts'
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

/** What enters it, as another day's signature did. */
export const anEvent = (
  kind: EntryKind,
  number: string,
  people: EntryPeople,
  enteredAt = monday,
): EnterEvent => {
  const id = randomUUID()
  const common = { register: 'so', year: 2026, agencyId: 'x', eventOn: '2026-01-10', content: null }
  return { ...common, kind, number, people, enteredAt, dossierId: id, documentId: id }
}
export const aMarriage = (people: EntryPeople): EnterEvent => anEvent('marriage', '16/2015', people)

export async function enterAs(
  kind: EntryKind,
  number: string,
  people: EntryPeople,
  enteredAt = monday,
): Promise<void> {
  const event = anEvent(kind, number, people, enteredAt)
  const enter = async (work: Work) => {
    const standing = await enterEvent(work, event)
    if (standing) throw new Error(`stands already as ${standing.number}`)
    await applyEntry(work, event.dossierId)
  }
  await perform(system, enter, { now: monday })
}

export const former = {
  fullName: 'Tô Văn Cũ',
  bornOn: '1989-03-03',
  idNumber: anIdNumber('1989-03-03', 'male'),
}
/** Married under a number she had before, while nobody knew whose it was. */
export async function wedAndRenumber(wife: Someone): Promise<void> {
  const idNumber = anIdNumber(wife.bornOn, wife.sex)
  await wed({ ...wife, identityNumber: idNumber }, { ...former, idNumber: anIdNumber('1989-03-03', 'male') })
  await perform(system, (work) => noteFormerNumber(work, wife.id, { idNumber, source: 'Căn cước cũ' }))
}

export const judgment = { judgment: '12/2024/QĐST-HNGĐ', court: 'Tòa án nhân dân quận Phú Xuân' }

/** Recorded by one officer and confirmed by another, unless nobody does. */
export async function divorce(
  { identityNumber }: Pick<Someone, 'identityNumber'>,
  notedBy: string = randomUUID(),
  judgedOn = '2024-05-06',
  confirmedBy: string | undefined = randomUUID(),
): Promise<void> {
  const numbers = [identityNumber]
  const said = { numbers, dossierId: randomUUID(), agencyId: 'x', requestKey: null }
  await perform(system, async (work) => {
    const look = await lookUp(work, { numbers, keys: [], names: [], withKin: false, withEntries: true })
    await recordDivorce(work, {
      ...judgment,
      ...said,
      marriage: standingMarriages(look)[0]?.id ?? '',
      judgedOn,
      source: 'Bản chính quyết định',
      notedBy,
      requestMark: null,
    })
    if (!confirmedBy) return
    const { divorces } = await lookUp(work, {
      numbers,
      keys: [],
      names: [],
      withKin: false,
      withEntries: true,
    })
    await confirmDivorce(work, { ...said, divorce: divorces[0]?.id ?? '', confirmedBy })
  })
}
