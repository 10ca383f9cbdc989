/** Giấy xác nhận tình trạng hôn nhân: NĐ 123/2015/NĐ-CP Điều 22, TT 04/2020/TT-BTP Điều 12. */
import { z } from 'zod'
import { defineForm, longest, open, openDay, said, saidDay } from './form.ts'

const maritalStatus = defineForm({
  file: 'marital-status',
  shortLetterhead: true,
  name: 'Giấy xác nhận tình trạng hôn nhân',
  fields: z.strictObject({
    requester: said('Người đề nghị', longest.name),
    name: said('Họ, chữ đệm, tên', longest.name),
    bornOn: saidDay('Ngày, tháng, năm sinh'),
    sex: said('Giới tính', 10),
    ethnicity: said('Dân tộc', longest.word),
    nationality: said('Quốc tịch', longest.word),
    papers: said('Giấy tờ tùy thân', longest.papers),
    residence: said('Nơi cư trú', longest.address),
    /** Only where a past residence is certified: the whole line is left out without it. */
    stayedAt: open('Nơi đã cư trú', longest.address),
    stayedFrom: openDay('Cư trú từ ngày'),
    stayedTo: openDay('Cư trú đến ngày'),
    status: said('Tình trạng hôn nhân', 600),
    /** For a marriage it names the partner and where it is going to be registered. */
    purpose: said('Mục đích sử dụng', 1000),
  }),
  tables: {},
  about: 'name',
  symbol: (number) => `${number}/UBND-XNTTHN`,
  pages: 1,
})

export const maritalStatusForms = { 'marital-status': maritalStatus }
