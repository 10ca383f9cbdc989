/** One scanned-looking sheet for each kind of paper people hand in, marked as made for trying out. */

import { typeset } from '#server/crafts/typeset/typeset.ts'
import { perform } from '#server/facts.ts'
import type { Service } from '#server/modules/catalogue/index.ts'
import { system } from '#server/platform/actor.ts'
import { storeOwn, useFile } from '#server/platform/files/index.ts'
import { searchKey } from '#shared/text/index.ts'

export interface SamplePaper {
  /** As it was called on the applicant's device. */
  fileName: string
  sha256: string
  size: number
  mediaType: string
}

/** Files by the name of the paper; repeating makes the same files again. */
export async function makeSamplePapers(services: readonly Service[]): Promise<Map<string, SamplePaper>> {
  const names = new Set(services.flatMap(({ papers }) => papers.map(({ name }) => name)))
  const samples = new Map<string, SamplePaper>()
  for (const name of names) {
    const pdf = await typeset('nd30', {
      letterhead: {
        organisation: 'DỮ LIỆU MÔ PHỎNG',
        number: 'Không số',
        place: 'Huế',
        issuedOn: '2025-01-02',
      },
      title: 'GIẤY TỜ MÔ PHỎNG',
      subject: name.slice(0, 480),
      blocks: [
        {
          kind: 'paragraph',
          text: 'Trang này thay cho giấy tờ mà người dân nộp trong dữ liệu mô phỏng. Không phải giấy tờ thật, không có giá trị sử dụng.',
        },
      ],
      signature: { capacity: ['NGƯỜI NỘP'], name: '(mô phỏng)', fields: [] },
    })
    const { sha256, size, mediaType } = await storeOwn(pdf, 'application/pdf')
    await perform(system, (work) => useFile(work, sha256, 'simulation:sample'))
    const fileName = `${searchKey(name).replaceAll(' ', '-').slice(0, 40)}.pdf`
    samples.set(name, { fileName, sha256, size, mediaType })
  }
  return samples
}
