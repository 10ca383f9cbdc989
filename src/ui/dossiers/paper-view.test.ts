import { expect, test } from 'vitest'
import {
  aDesk,
  aDossierInWork,
  anApplicant,
  anApplication,
  answersFor,
  anUpload,
  monday,
  submitAs,
} from '#server/modules/dossiers/fixtures.ts'
import { acceptDossier, type DraftPaper, viewOwnDossier } from '#server/modules/dossiers/index.ts'
import { settlePrerequisites } from '#server/modules/dossiers/prerequisites/fixtures.ts'
import { perform } from '#server/platform/work.ts'
import { filesOf } from './own-files.server.ts'
import { viewPapers } from './paper-view.server.ts'

test('what came with one dossier is offered as one paper, in however many files, until it is given', async () => {
  const plain = await aDesk()
  const papers = plain.service.papers.map(({ reuse: _, ...paper }) => ({ ...paper, vaultKind: 'hoc-ba' }))
  const desk = await aDesk({ papers: papers.slice(0, 1) })
  const citizen = await anApplicant()
  const files = await Promise.all([1, 2].map(async () => ({ key: 'proof', upload: await anUpload(citizen) })))
  const filed = await submitAs(citizen, await anApplication(desk, citizen, { papers: files }))
  await perform(desk.oneStop, (work) => acceptDossier(work, desk.oneStop, filed.id), { now: monday })

  const view = async (given: DraftPaper[]) => {
    const [paper] = await perform(citizen, (work) =>
      viewPapers(work, citizen, desk.service, answersFor(desk.service), given),
    )
    return paper
  }
  const [offer, ...others] = (await view([]))?.held ?? []
  expect(others).toEqual([])
  expect(offer).toMatchObject({
    title: 'Giấy tờ chứng minh',
    isIssued: false,
    detail: `2 tệp · ông/bà nộp ngày 23/11/2026 với hồ sơ ${filed.code}, ${desk.agency.name} đã tiếp nhận`,
  })

  const given = offer?.ids.map((vaultPaper) => ({ key: 'proof', vaultPaper })) ?? []
  const after = await view(given)
  expect(after).toMatchObject({ held: [], mayAdd: false })
  expect(after?.given).toHaveLength(2)
  expect(after?.given[0]?.detail).toContain(`lấy từ Giấy tờ của tôi: ông/bà nộp ngày 23/11/2026`)
})

test('what an officer recorded of another agency is not called received from the applicant', async () => {
  const desk = await aDesk({
    prerequisites: [
      {
        key: 'residence',
        kind: 'outcome',
        name: 'Kết quả đăng ký thường trú',
        of: { outside: 'Công an phường Thử Nghiệm' },
        ifNeeded: false,
        before: 'propose',
        rests: false,
        basis: 'Quy định dùng để thử',
        established: false,
      },
    ],
  })
  const { id, code, citizen } = await aDossierInWork(desk)
  await settlePrerequisites(desk, id, 'propose')
  const files = await perform(citizen, async (work) =>
    filesOf(work, citizen, await viewOwnDossier(work, citizen, code)),
  )
  expect(files.papers.map(({ title }) => title)).toEqual(['Giấy tờ chứng minh'])
  expect(files.recorded).toMatchObject([
    {
      title: 'Kết quả đăng ký thường trú',
      detail: expect.stringContaining('của Công an phường Thử Nghiệm · ghi ngày 23/11/2026'),
    },
  ])
})
