/** Lời chứng: no paper of its own, it stands on the last page of what it certifies (NĐ 23/2015/NĐ-CP, forms of NĐ 280/2025/NĐ-CP). */
import { z } from 'zod'
import { defineForm, longest, open, said } from './form.ts'

/** Digest of the original, number, day and book are the program's to write. */
const certifiedCopy = defineForm({
  file: 'certification',
  shortLetterhead: true,
  name: 'Bản sao chứng thực',
  fields: z.strictObject({
    /** What the original is: `Bằng tốt nghiệp đại học`. Stands in the file's title only. */
    original: said('Tên bản chính', 200),
    /** `01`: the volume of the book of the year. */
    volume: open('Quyển số', 10),
  }),
  tables: {},
  about: 'original',
  symbol: (number, year) => `${number}/${year}-SCT/BS`,
  onPages: true,
})

/** Where and before whom it was signed is the program's to write. */
const signatureAttestation = defineForm({
  file: 'certification',
  shortLetterhead: true,
  name: 'Chứng thực chữ ký',
  fields: z.strictObject({
    signerName: said('Người yêu cầu chứng thực chữ ký', longest.name),
    signerPapers: said('Giấy tờ tùy thân của người yêu cầu', longest.papers),
    /** `Trung tâm Phục vụ hành chính công phường Thuận Hóa`. */
    place: said('Nơi chứng thực', longest.agency),
    /** At the one-stop desk: who received the dossier signs at the left. */
    receiver: open('Người tiếp nhận hồ sơ', longest.name),
    volume: open('Quyển số', 10),
  }),
  tables: {},
  about: 'signerName',
  symbol: (number, year) => `${number}/${year}-SCT/CK,ĐC`,
  onPages: true,
})

export const certificationForms = {
  'certified-copy': certifiedCopy,
  'signature-attestation': signatureAttestation,
}
