/** Trích lục khai tử, original and copy. From 1/3/2027 the original is the Giấy chứng tử (NĐ 301/2026/NĐ-CP). */
import { z } from 'zod'
import { defineForm, longest, open, openDay, registered, said, saidDay } from './form.ts'

const content = {
  name: said('Họ, chữ đệm, tên', longest.name),
  bornOn: open('Ngày, tháng, năm sinh', 10),
  sex: said('Giới tính', 10),
  ethnicity: open('Dân tộc', longest.word),
  nationality: said('Quốc tịch', longest.word),
  idNumber: open('Số định danh cá nhân', 20),
  papers: open('Giấy tờ tùy thân', longest.papers),
  /** Left blank where the hour is not known. */
  diedHour: open('Giờ chết', 2),
  diedMinute: open('Phút chết', 2),
  diedOn: saidDay('Ngày chết'),
  diedWords: said('Thời điểm chết ghi bằng chữ', 200),
  deathPlace: said('Nơi chết', longest.address),
}

const deathExtract = defineForm({
  file: 'extract',
  shortLetterhead: true,
  name: 'Trích lục khai tử',
  fields: z.strictObject({
    ...content,
    cause: said('Nguyên nhân chết', 400),
    noticeNumber: open('Số Giấy báo tử hoặc giấy tờ thay thế', 120),
    noticeIssuer: open('Nơi cấp Giấy báo tử hoặc giấy tờ thay thế', longest.agency),
    noticeOn: openDay('Ngày cấp Giấy báo tử hoặc giấy tờ thay thế'),
    informantName: said('Họ, chữ đệm, tên người đi khai tử', longest.name),
    informantPapers: said('Giấy tờ tùy thân của người đi khai tử', longest.papers),
  }),
  tables: {},
  about: 'name',
  symbol: (number, year) => `${number}/${year}/TLKT`,
  pages: 1,
})

const deathCopy = defineForm({
  file: 'extract',
  shortLetterhead: true,
  name: 'Trích lục khai tử (bản sao)',
  fields: z.strictObject({ ...content, ...registered('khai tử') }),
  tables: {},
  about: 'name',
  symbol: (number, year) => `${number}/${year}/TLKT-BS`,
  pages: 1,
})

export const deathForms = { 'extract-death': deathExtract, 'extract-death-copy': deathCopy }
