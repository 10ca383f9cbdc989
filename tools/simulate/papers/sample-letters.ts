/** One page for each type of what comes to an agency in the past, marked as made for trying out: nobody signed it. */
import { typeset } from '#server/crafts/typeset/typeset.ts'
import { perform } from '#server/facts.ts'
import { system } from '#server/platform/actor.ts'
import { storeOwn, useFile } from '#server/platform/files/index.ts'
import { documentTypes } from '#shared/document/types.ts'
import { sentTypes } from './texts.ts'

export interface SampleLetter {
  sha256: string
  size: number
}

/** By the key of the type; repeating makes the same files again. */
export async function makeSampleLetters(): Promise<Map<string, SampleLetter>> {
  const samples = new Map<string, SampleLetter>()
  for (const { key, name } of documentTypes.filter((one) => sentTypes.has(one.key))) {
    const pdf = await typeset('nd30', {
      letterhead: {
        organisation: 'DỮ LIỆU MÔ PHỎNG',
        number: 'Không số',
        place: 'Huế',
        issuedOn: '2025-01-02',
      },
      title: 'VĂN BẢN MÔ PHỎNG',
      subject: name,
      blocks: [
        {
          kind: 'paragraph',
          text: 'Trang này thay cho văn bản đến trong dữ liệu mô phỏng. Không phải văn bản thật, không ai ký, không có giá trị sử dụng.',
        },
      ],
      signature: { capacity: ['NƠI GỬI'], name: '(mô phỏng)', fields: [] },
    })
    const { sha256, size } = await storeOwn(pdf, 'application/pdf')
    await perform(system, (work) => useFile(work, sha256, 'simulation:sample'))
    samples.set(key, { sha256, size: Number(size) })
  }
  return samples
}
