/** A signed extract of a land certificate: the certificate itself is printed on a numbered blank, never here (TT 10/2024/TT-BTNMT). */
import { z } from 'zod'
import { defineForm, longest, open, openDay, said } from './form.ts'

const landExtract = defineForm({
  file: 'land-extract',
  name: 'Trích lục Giấy chứng nhận quyền sử dụng đất',
  fields: z.strictObject({
    /** Of the printed blank: `AA 00123456`. */
    serial: said('Số phát hành Giấy chứng nhận', 40),
    registerNumber: said('Số vào sổ cấp Giấy chứng nhận', 40),
    certificateOn: openDay('Ngày ký Giấy chứng nhận'),
    holder: said('Người sử dụng đất, chủ sở hữu tài sản gắn liền với đất', 300),
    holderPapers: said('Giấy tờ của người sử dụng đất', longest.papers),
    holderAddress: said('Địa chỉ của người sử dụng đất', longest.address),
    plot: said('Thửa đất số', 40),
    sheet: said('Tờ bản đồ số', 40),
    area: said('Diện tích', 60),
    landType: said('Loại đất', 200),
    term: said('Thời hạn sử dụng đất', 200),
    use: said('Hình thức sử dụng đất', 200),
    plotAddress: said('Địa chỉ thửa đất', longest.address),
    origin: said('Nguồn gốc sử dụng đất', 400),
    assets: open('Thông tin tài sản gắn liền với đất', 600),
    notes: open('Ghi chú', 600),
    changes: open('Những thay đổi sau khi cấp Giấy chứng nhận', 800),
  }),
  tables: {},
  about: 'holder',
  pages: 1,
})

export const landForms = { 'land-extract': landExtract }
