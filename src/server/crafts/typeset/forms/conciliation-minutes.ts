/** Biên bản hòa giải tranh chấp đất đai: Luật Đất đai 31/2024/QH15 Điều 235, NĐ 102/2024/NĐ-CP Điều 105. */
import { z } from 'zod'
import { defineForm, longest, open, said } from './form.ts'

const conciliationMinutes = defineForm({
  file: 'conciliation-minutes',
  name: 'Biên bản hòa giải tranh chấp đất đai',
  fields: z.strictObject({
    /** `09 giờ 00 phút, ngày 05/12/2026`. */
    startedAt: said('Thời gian bắt đầu', 120),
    endedAt: open('Thời gian kết thúc', 120),
    place: said('Địa điểm', longest.address),
    land: said('Thửa đất tranh chấp', longest.address),
    chair: said('Chủ tịch Hội đồng', longest.name),
    summary: said('Tóm tắt nội dung tranh chấp', 6000),
    opinion: said('Ý kiến của Hội đồng', 4000),
    agreed: said('Nội dung các bên đã thỏa thuận', 4000),
    notAgreed: said('Nội dung các bên không thỏa thuận', 4000),
    /** `hòa giải thành` or `hòa giải không thành`. */
    outcome: said('Kết quả hòa giải', 60),
    /** Who was there and would not sign; the Council signs all the same (Điều 235.2). */
    refused: open('Bên không ký', 600),
  }),
  tables: {
    council: {
      label: 'Thành viên Hội đồng',
      least: 1,
      most: 20,
      row: z.strictObject({
        name: said('Họ và tên thành viên Hội đồng', longest.name),
        role: said('Chức danh', 200),
      }),
    },
    parties: {
      label: 'Các bên tranh chấp',
      least: 2,
      most: 20,
      row: z.strictObject({
        name: said('Họ và tên bên tranh chấp', longest.name),
        side: said('Tư cách tham gia', 120),
        residence: open('Nơi cư trú', longest.address),
      }),
    },
  },
  about: 'land',
})

export const conciliationForms = { 'conciliation-minutes': conciliationMinutes }
