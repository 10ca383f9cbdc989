/** Giấy chứng nhận hộ nghèo, hộ cận nghèo (Mẫu 03, QĐ 24/2021/QĐ-TTg); the decision on the list (Mẫu 02) is laid out by NĐ 30/2020/NĐ-CP. */
import { z } from 'zod'
import { defineForm, longest, open, said, saidDay } from './form.ts'

const povertyCertificate = defineForm({
  file: 'poverty-certificate',
  name: 'Giấy chứng nhận hộ nghèo, hộ cận nghèo',
  fields: z.strictObject({
    headName: said('Chủ hộ', longest.name),
    headBornOn: saidDay('Ngày sinh chủ hộ'),
    headSex: said('Giới tính chủ hộ', 10),
    headEthnicity: said('Dân tộc chủ hộ', longest.word),
    headIdNumber: said('Số định danh cá nhân chủ hộ', 20),
    address: said('Nơi cư trú', longest.address),
    /** `Hộ nghèo` or `Hộ cận nghèo`. */
    class: said('Phân loại hộ', 60),
    /** `2026`, or the years it holds: `2026 – 2030`. */
    year: said('Năm', 20),
    /** The decision it rests on, `{{result.number}}` where it is signed with it. */
    decision: open('Quyết định công nhận', 120),
  }),
  tables: {
    members: {
      label: 'Thành viên trong hộ',
      least: 0,
      most: 20,
      row: z.strictObject({
        name: said('Họ và tên thành viên', longest.name),
        bornOn: saidDay('Ngày sinh thành viên'),
        relation: said('Quan hệ với chủ hộ', 60),
        idNumber: open('Số định danh cá nhân thành viên', 20),
      }),
    },
  },
  about: 'headName',
  symbol: (number) => `${number}/GCN-HN.HCN`,
  pages: 1,
})

export const povertyForms = { 'poverty-certificate': povertyCertificate }
