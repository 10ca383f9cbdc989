/** Giấy phép xây dựng nhà ở riêng lẻ and its extension: NĐ 217/2026/NĐ-CP Điều 49, Điều 63. */
import { z } from 'zod'
import { defineForm, longest, open, said, saidDay } from './form.ts'

const symbol = (number: string) => `${number}/GPXD`

const recipients = ['Chủ đầu tư', 'Lưu: VT']

const buildingPermit = defineForm({
  file: 'building-permit',
  name: 'Giấy phép xây dựng',
  fields: z.strictObject({
    usedFor: said('Sử dụng cho', 120),
    grantedTo: said('Cấp cho', 300),
    address: said('Địa chỉ chủ đầu tư', longest.address),
    work: said('Tên công trình', 300),
    /** `nhà ở riêng lẻ, cấp III`. */
    workClass: said('Loại, cấp công trình', 120),
    design: open('Theo thiết kế', 200),
    designer: open('Tổ chức, cá nhân lập thiết kế', 200),
    leadDesigner: open('Chủ nhiệm, chủ trì thiết kế', 200),
    reviewer: open('Đơn vị thẩm định, thẩm tra', 200),
    leadReviewer: open('Chủ trì thẩm tra thiết kế', 200),
    position: said('Vị trí xây dựng', longest.address),
    baseLevel: open('Cốt nền xây dựng', 100),
    density: open('Mật độ xây dựng', 60),
    landUse: open('Hệ số sử dụng đất', 60),
    redLine: open('Chỉ giới đường đỏ', 120),
    buildingLine: open('Chỉ giới xây dựng', 120),
    colour: open('Màu sắc công trình', 120),
    depth: open('Chiều sâu công trình', 60),
    /** Areas and height with their unit: `85,5 m²`, `10,2 m`. */
    groundFloorArea: said('Diện tích xây dựng tầng 1', 40),
    totalFloorArea: said('Tổng diện tích sàn', 40),
    height: said('Chiều cao công trình', 40),
    storeys: said('Số tầng', 200),
    landPapers: said('Giấy tờ về đất đai', 500),
    /** What the specialist adds, one line each. */
    conditions: open('Điều kiện khác', 1000),
  }),
  tables: {},
  about: 'grantedTo',
  symbol,
  pages: 2,
  recipients,
})

const extension = defineForm({
  file: 'building-permit',
  name: 'Phụ lục gia hạn giấy phép xây dựng',
  fields: z.strictObject({
    grantedTo: said('Cấp cho', 300),
    address: said('Địa chỉ chủ đầu tư', longest.address),
    permitNumber: said('Số giấy phép xây dựng được gia hạn', 60),
    permitOn: saidDay('Ngày cấp giấy phép xây dựng được gia hạn'),
    work: said('Tên công trình', 300),
    position: said('Vị trí xây dựng', longest.address),
    content: said('Nội dung gia hạn', 1000),
    validity: said('Thời gian có hiệu lực của giấy phép', 300),
  }),
  tables: {},
  about: 'grantedTo',
  symbol,
  pages: 1,
  recipients,
})

export const buildingPermitForms = {
  'building-permit': buildingPermit,
  'building-permit-extension': extension,
}
