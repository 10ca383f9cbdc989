/** Giấy khai sinh, its copy, trích lục khai sinh: Luật Hộ tịch 60/2014/QH13 Điều 14; TT 04/2020/TT-BTP as amended by TT 04/2024/TT-BTP. */
import { z } from 'zod'
import { defineForm, longest, open, registered, said, saidDay } from './form.ts'

const parent = (role: string) => ({
  name: open(`Họ, chữ đệm, tên người ${role}`, longest.name),
  born: open(`Năm sinh của người ${role}`, 10),
  ethnicity: open(`Dân tộc của người ${role}`, longest.word),
  nationality: open(`Quốc tịch của người ${role}`, longest.word),
  residence: open(`Nơi cư trú của người ${role}`, longest.address),
})
const mother = parent('mẹ')
const father = parent('cha')

const content = {
  name: said('Họ, chữ đệm, tên', longest.name),
  bornOn: saidDay('Ngày, tháng, năm sinh'),
  bornOnWords: said('Ngày, tháng, năm sinh ghi bằng chữ', 120),
  sex: said('Giới tính', 10),
  ethnicity: said('Dân tộc', longest.word),
  nationality: said('Quốc tịch', longest.word),
  birthplace: said('Nơi sinh', longest.address),
  homeland: open('Quê quán', longest.address),
  idNumber: open('Số định danh cá nhân', 20),
  motherName: mother.name,
  /** The year; day and month only if known (TT 04/2024/TT-BTP). */
  motherBorn: mother.born,
  motherEthnicity: mother.ethnicity,
  motherNationality: mother.nationality,
  motherResidence: mother.residence,
  fatherName: father.name,
  fatherBorn: father.born,
  fatherEthnicity: father.ethnicity,
  fatherNationality: father.nationality,
  fatherResidence: father.residence,
}

/** The day of registration is the day it is signed: the program writes it. */
const birthCertificate = defineForm({
  file: 'birth-certificate',
  name: 'Giấy khai sinh',
  fields: z.strictObject({
    ...content,
    informantName: said('Họ, chữ đệm, tên người đi khai sinh', longest.name),
    informantPapers: said('Giấy tờ tùy thân của người đi khai sinh', longest.papers),
    registeredAt: said('Nơi đăng ký khai sinh', longest.agency),
  }),
  tables: {},
  about: 'name',
  symbol: (number, year) => `${number}/${year}`,
  pages: 1,
})

const copied = z.strictObject({ ...content, ...registered('khai sinh') })
const symbol = (number: string, year: number) => `${number}/${year}/TLKS-BS`

const birthCopy = defineForm({
  file: 'extract',
  shortLetterhead: true,
  name: 'Giấy khai sinh (bản sao)',
  fields: copied,
  tables: {},
  about: 'name',
  symbol,
  pages: 1,
})

const birthExtract = defineForm({ ...birthCopy, name: 'Trích lục khai sinh (bản sao)' })

export const birthForms = {
  'birth-certificate': birthCertificate,
  'birth-copy': birthCopy,
  'extract-birth': birthExtract,
}
