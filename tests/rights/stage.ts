/** The demo's people on the installation this process is pointed at, calling the contract. */
import { randomUUID } from 'node:crypto'
import { type Caller, callAs, callAsClient, callWith, submitNew } from '#server/api/fixtures.ts'
import { findDocumentOfDossier } from '#server/modules/documents/index.ts'
import { askForPaper, deliverResult } from '#server/modules/dossiers/index.ts'
import { aPerson } from '#server/modules/registry/fixtures.ts'
import { insertDivorce } from '#server/modules/registry/queries/divorces.ts'
import { linkSpouses } from '#server/modules/registry/queries/people.ts'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { loadAwaitingService } from './awaiting-service.ts'
import { type Stage, wrongJudgment } from './scenes.ts'

/** The demo has nobody who only commands: whoever does is given, or is a stranger. */
export async function openStage(commander: Caller = callWith()): Promise<Stage> {
  await loadAwaitingService()
  const cast = {
    stranger: callWith(),
    citizen: await callAs('Nguyễn Văn Minh'),
    neighbour: await callAs('Lê Quang Huy'),
    clerk: await callAs('huong.thuanhoa'),
    specialist: await callAs('bao.thuanhoa'),
    leader: await callAs('ha.thuanhoa'),
    elsewhere: await callAs('khai.aluoi2'),
    monitor: await callAs('thao.giamsat'),
    commander,
    chairman: await callAs('long.thanhpho'),
    administrator: await callAs('quantri'),
    finance: await callAs('ngoc.taichinh.thuanhoa'),
    registrar: await callAs('phuong.vanthu.thuanhoa'),
    client: await callAsClient(),
  }
  return {
    cast,
    async submit(application) {
      // More in a minute than a person may in hours.
      await perform(system, ({ tx }) => tx.deleteFrom('platform.budget').execute())
      return submitNew(cast.citizen, application)
    },
    async deliver({ id }) {
      await perform(system, (work) => deliverResult(work, id))
      await perform(system, (work) => askForPaper(work, id))
    },
    async marry({ code }) {
      const { id: other } = await aPerson({ fullName: 'Trần Thị Cũ', bornOn: '1995-05-05', gender: 'female' })
      await perform(system, async ({ tx, now }) => {
        const { applicantId, idNumber } = await tx
          .selectFrom('dossiers.dossier')
          .innerJoin('registry.person', 'registry.person.id', 'applicantId')
          .select(['applicantId', 'idNumber'])
          .where('code', '=', code)
          .executeTakeFirstOrThrow()
        await linkSpouses(tx, applicantId, other)
        // What an earlier scene left waiting is of no concern here.
        await tx
          .updateTable('registry.divorce')
          .set({ undoneAt: now, undoneBy: randomUUID(), undoneReason: 'x' })
          .where('oneNumber', '=', idNumber)
          .where('undoneAt', 'is', null)
          .execute()
      })
    },
    async divorce({ code }) {
      await perform(system, async ({ tx, now }) => {
        const { idNumber, fullName, otherNumber } = await tx
          .selectFrom('dossiers.dossier')
          .innerJoin('registry.person', 'registry.person.id', 'applicantId')
          .innerJoin('registry.person as other', 'other.id', 'registry.person.spouseId')
          .select(['registry.person.idNumber', 'registry.person.fullName', 'other.idNumber as otherNumber'])
          .where('code', '=', code)
          .executeTakeFirstOrThrow()
        await insertDivorce(tx, {
          id: randomUUID(),
          entryId: null,
          oneNumber: idNumber,
          oneName: fullName,
          otherNumber,
          otherName: 'Trần Thị Cũ',
          court: 'Tòa án nhân dân khu vực 1',
          judgment: wrongJudgment,
          judgedOn: '2026-01-15',
          source: 'Bản chính quyết định đã xem tại quầy',
          dossierId: randomUUID(),
          notedBy: randomUUID(),
          notedAt: now,
        })
      })
    },
    documentOf: ({ id }) =>
      perform(system, async (work) => (await findDocumentOfDossier(work, id))?.id ?? ''),
  }
}
