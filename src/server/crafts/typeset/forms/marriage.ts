/** Giấy chứng nhận kết hôn and its extract, which is only ever a copy: Luật Hộ tịch 60/2014/QH13 Điều 17, 62.1. */
import { z } from 'zod'
import { defineForm, longest, registered, said, saidDay } from './form.ts'

const spouse = (role: string) => ({
  name: said(`Họ, chữ đệm, tên ${role}`, longest.name),
  bornOn: saidDay(`Ngày, tháng, năm sinh của ${role}`),
  ethnicity: said(`Dân tộc của ${role}`, longest.word),
  nationality: said(`Quốc tịch của ${role}`, longest.word),
  residence: said(`Nơi cư trú của ${role}`, longest.address),
  papers: said(`Giấy tờ tùy thân của ${role}`, longest.papers),
})
const wife = spouse('vợ')
const husband = spouse('chồng')

const content = {
  wifeName: wife.name,
  wifeBornOn: wife.bornOn,
  wifeEthnicity: wife.ethnicity,
  wifeNationality: wife.nationality,
  wifeResidence: wife.residence,
  wifePapers: wife.papers,
  husbandName: husband.name,
  husbandBornOn: husband.bornOn,
  husbandEthnicity: husband.ethnicity,
  husbandNationality: husband.nationality,
  husbandResidence: husband.residence,
  husbandPapers: husband.papers,
}

/** The day of registration is the day it is signed: the program writes it. */
const marriageCertificate = defineForm({
  file: 'marriage-certificate',
  name: 'Giấy chứng nhận kết hôn',
  fields: z.strictObject({ ...content, registeredAt: said('Nơi đăng ký kết hôn', longest.agency) }),
  tables: {},
  about: 'wifeName',
  symbol: (number, year) => `${number}/${year}`,
  pages: 1,
})

const marriageExtract = defineForm({
  file: 'extract',
  shortLetterhead: true,
  name: 'Trích lục kết hôn (bản sao)',
  fields: z.strictObject({ ...content, ...registered('kết hôn') }),
  tables: {},
  about: 'wifeName',
  symbol: (number, year) => `${number}/${year}/TLKH-BS`,
  pages: 1,
})

export const marriageForms = {
  'marriage-certificate': marriageCertificate,
  'extract-marriage': marriageExtract,
}
