/** Giấy chứng nhận đăng ký hộ kinh doanh: NĐ 168/2025/NĐ-CP, TT 68/2025/TT-BTC Phụ lục II. */
import { z } from 'zod'
import { defineForm, longest, open, openDay, said, saidDay } from './form.ts'

const householdBusiness = defineForm({
  file: 'household-business',
  name: 'Giấy chứng nhận đăng ký hộ kinh doanh',
  fields: z.strictObject({
    /** 12 digits; since 7/2025 the owner's personal number. */
    code: said('Mã số hộ kinh doanh', 20),
    /** Blank at the first registration: that day is the day it is signed. */
    firstOn: openDay('Ngày đăng ký lần đầu'),
    /** Which change it is: `1`; blank at the first registration. The day of the change is the day it is signed. */
    change: open('Đăng ký thay đổi lần thứ', 3),
    name: said('Tên hộ kinh doanh viết bằng tiếng Việt', 200),
    foreignName: open('Tên hộ kinh doanh viết bằng tiếng nước ngoài', 200),
    shortName: open('Tên hộ kinh doanh viết tắt', 100),
    address: said('Trụ sở của hộ kinh doanh', longest.address),
    phone: open('Điện thoại', 40),
    fax: open('Fax', 40),
    email: open('Thư điện tử', 120),
    website: open('Website', 120),
    capital: said('Vốn kinh doanh bằng số', 40),
    capitalWords: said('Vốn kinh doanh bằng chữ', 300),
    /** `Cá nhân` or `Các thành viên hộ gia đình`. */
    founder: said('Chủ thể thành lập hộ kinh doanh', 60),
    ownerName: said('Họ và tên chủ hộ kinh doanh', longest.name),
    ownerSex: said('Giới tính chủ hộ kinh doanh', 10),
    ownerBornOn: saidDay('Ngày sinh chủ hộ kinh doanh'),
    ownerEthnicity: said('Dân tộc chủ hộ kinh doanh', longest.word),
    ownerNationality: said('Quốc tịch chủ hộ kinh doanh', longest.word),
    ownerIdNumber: said('Số định danh cá nhân chủ hộ kinh doanh', 20),
    ownerResidence: said('Nơi thường trú chủ hộ kinh doanh', longest.address),
    ownerCurrentResidence: said('Nơi ở hiện tại chủ hộ kinh doanh', longest.address),
  }),
  tables: {
    industries: {
      label: 'Ngành, nghề kinh doanh',
      least: 1,
      most: 30,
      row: z.strictObject({
        name: said('Tên ngành', 300),
        code: said('Mã ngành', 10),
        /** `(Chính)` after the main line. */
        main: open('Ngành chính', 20),
      }),
    },
    members: {
      label: 'Thành viên hộ gia đình',
      least: 0,
      most: 20,
      row: z.strictObject({
        name: said('Họ và tên thành viên', longest.name),
        bornOn: saidDay('Ngày sinh thành viên'),
        idNumber: said('Số định danh cá nhân thành viên', 20),
        residence: open('Nơi thường trú thành viên', longest.address),
      }),
    },
  },
  about: 'name',
})

export const householdBusinessForms = { 'household-business': householdBusiness }
