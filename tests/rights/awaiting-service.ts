/** A service of the tests in which something of every door is awaited: a second party, a visit, a draft, a longer limit. */
import { createHash } from 'node:crypto'
import { findVersionMark, insertVersion, upsertServices } from '#server/modules/catalogue/queries.ts'
import { readServiceFolder } from '#server/modules/catalogue/service-folder.ts'
import { system } from '#server/platform/actor.ts'
import { provinceFolder } from '#server/platform/province.ts'
import { perform } from '#server/platform/work.ts'

const code = '9.000101'

/** As the citizen of every scene files it: the neighbour has to agree. */
export const awaitingApplication = {
  serviceCode: code,
  answers: { partner: { fullName: 'Lê Quang Huy', identityNumber: '046098007345' } },
  papers: [],
}

/** Loads it beside the province's; loading again adds nothing. */
export async function loadAwaitingService(): Promise<void> {
  const base = readServiceFolder(provinceFolder).find(({ service }) => service.code === '1.013227')?.service
  if (!base) throw new Error('The province has no service 1.013227')
  const common = { rests: false, ifNeeded: false, basis: 'Dùng để thử', established: false } as const
  const { decisionNote: _, form: __, signer: ___, entry: ____, ...result } = base.result
  const single = { how: 'Tra cứu', whenNot: 'explain', basis: 'Dùng để thử', established: false } as const
  const question = { required: true, sensitive: false } as const
  const service: typeof base = {
    ...base,
    code,
    version: 1,
    name: 'Việc dùng để thử quyền',
    plainName: 'Việc dùng để thử quyền',
    validFrom: '2021-07-01',
    agency: { agency: 'ubnd-phuong-thuan-hoa' },
    papers: [],
    // For an officer to determine; due so late that nothing of the scenes waits for it.
    fees: [
      {
        key: 'open',
        name: 'Khoản dùng để thử',
        amount: { open: 'Chưa có văn bản.' },
        waivers: [],
        payAt: 'result',
        basis: 'Dùng để thử',
      },
    ],
    checks: [
      {
        ...single,
        key: 'single',
        title: 'Người liên quan chưa kết hôn',
        test: { kind: 'unmarried', who: 'partner' },
      },
    ],
    further: [],
    conditions: [],
    coordinating: [],
    form: {
      sections: [
        {
          key: 'partner',
          title: 'Người liên quan',
          questions: [
            { ...question, key: 'partner.fullName', label: 'Họ và tên', type: 'personName' },
            { ...question, key: 'partner.identityNumber', label: 'Số định danh', type: 'identityNumber' },
          ],
        },
      ],
    },
    prerequisites: [
      { ...common, key: 'consent', kind: 'consent', name: 'Xác nhận', who: ['partner'], before: 'propose' },
      { ...common, key: 'visit', kind: 'visit', name: 'Xem tại chỗ', before: 'propose' },
      { ...common, key: 'handIn', kind: 'handIn', name: 'Nộp bản chính', before: 'propose' },
      { ...common, key: 'draft', kind: 'draft', name: 'Xác nhận dự thảo', before: 'propose' },
    ],
    timeLimit: {
      ...base.timeLimit,
      variants: [],
      choices: [
        {
          key: 'verify',
          name: 'Cần xác minh',
          duration: { workingDays: 8 },
          text: '08 ngày làm việc',
          basis: 'Dùng để thử',
        },
      ],
    },
    result: {
      ...result,
      subject: 'Việc dùng để thử',
      body: [{ kind: 'paragraph', text: 'Đồng ý theo đề nghị của {{applicant.name}}.' }],
      decision: [],
    },
  }
  const sha256 = createHash('sha256').update(JSON.stringify(service)).digest()
  await perform(system, async ({ tx }) => {
    if (await findVersionMark(tx, code, 1)) return
    await upsertServices(tx, [service])
    await insertVersion(tx, service, sha256)
  })
}
