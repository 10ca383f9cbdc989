/** A marriage of whoever filed a case, as another day's signature entered it: for a judgment to end. */
import { randomUUID } from 'node:crypto'
import { enterEvent } from '#server/modules/registry/enter.ts'
import { anIdNumber } from '#server/modules/registry/fixtures.ts'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import type { Cast, Place } from './scenes.ts'

/** What ends it, as the contract takes it. */
export async function aJudgment({ code }: Pick<Place, 'code'>, cast: Cast): Promise<Record<string, string>> {
  await perform(system, async (work) => {
    const applicant = await work.tx
      .selectFrom('dossiers.dossier')
      .innerJoin('registry.person', 'registry.person.id', 'applicantId')
      .select(['fullName', 'idNumber', 'bornOn'])
      .where('code', '=', code)
      .executeTakeFirst()
    if (!applicant) return
    const { fullName, idNumber, bornOn } = applicant
    const other = {
      fullName: 'Trần Thị Cũ',
      idNumber: anIdNumber('1995-05-05', 'female'),
      bornOn: '1995-05-05',
    }
    await enterEvent(work, {
      kind: 'marriage',
      number: '12/2020',
      register: 'so-dang-ky-ket-hon',
      year: 2020,
      agencyId: 'x',
      eventOn: null,
      dossierId: randomUUID(),
      documentId: randomUUID(),
      people: { husband: { fullName, idNumber, bornOn }, wife: other },
      content: null,
    })
  })
  const { body } = await cast.specialist(`/dossiers/${code}/checks`)
  const [marriage] = (body.marriages ?? []) as { id: string }[]
  return {
    marriage: marriage?.id ?? randomUUID(),
    court: 'Tòa án nhân dân khu vực 1',
    judgment: '12/2026/QĐST-HNGĐ',
    judgedOn: '2026-01-15',
    source: 'Bản chính quyết định đã xem tại quầy',
  }
}
