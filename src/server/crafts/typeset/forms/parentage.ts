/** Trích lục đăng ký nhận cha, mẹ, con: original and copy. */
import { z } from 'zod'
import { defineForm, longest, open, registered, said, saidDay } from './form.ts'

const content = {
  /** The real relation, as the title says it: `cha, con`; `mẹ, con`; `cha, mẹ, con`. */
  relation: said('Quan hệ được nhận', 20),
  parentName: said('Họ, chữ đệm, tên cha hoặc mẹ', longest.name),
  parentBornOn: saidDay('Ngày, tháng, năm sinh của cha hoặc mẹ'),
  parentSex: said('Giới tính của cha hoặc mẹ', 10),
  parentEthnicity: said('Dân tộc của cha hoặc mẹ', longest.word),
  parentNationality: said('Quốc tịch của cha hoặc mẹ', longest.word),
  parentPapers: said('Giấy tờ tùy thân của cha hoặc mẹ', longest.papers),
  parentResidence: said('Nơi cư trú của cha hoặc mẹ', longest.address),
  childName: said('Họ, chữ đệm, tên con', longest.name),
  childBornOn: saidDay('Ngày, tháng, năm sinh của con'),
  childSex: said('Giới tính của con', 10),
  childEthnicity: said('Dân tộc của con', longest.word),
  childNationality: said('Quốc tịch của con', longest.word),
  /** `Giấy khai sinh số …` or the child's own identity papers. */
  childPapers: open('Giấy khai sinh hoặc giấy tờ tùy thân của con', longest.papers),
  childResidence: said('Nơi cư trú của con', longest.address),
}

const parentageExtract = defineForm({
  file: 'extract',
  shortLetterhead: true,
  name: 'Trích lục đăng ký nhận cha, mẹ, con',
  fields: z.strictObject(content),
  tables: {},
  about: 'childName',
  symbol: (number, year) => `${number}/${year}/TLCMC`,
  pages: 1,
})

const parentageCopy = defineForm({
  file: 'extract',
  shortLetterhead: true,
  name: 'Trích lục đăng ký nhận cha, mẹ, con (bản sao)',
  fields: z.strictObject({ ...content, ...registered('nhận cha, mẹ, con') }),
  tables: {},
  about: 'childName',
  symbol: (number, year) => `${number}/${year}/TLCMC-BS`,
  pages: 1,
})

export const parentageForms = {
  'extract-parentage': parentageExtract,
  'extract-parentage-copy': parentageCopy,
}
