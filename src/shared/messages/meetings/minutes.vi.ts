/** Words of the minutes of a meeting: NĐ 30/2020/NĐ-CP Phụ lục III, Mẫu 1.9. */
import type { Refusals } from '../refusals.ts'

const upperFirst = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

export const minutes = {
  title: 'Biên bản cuộc họp',
  make: 'Soạn biên bản',
  lead: 'Một lần bấm: dự thảo biên bản có giờ bắt đầu, kết thúc, người dự theo điểm danh, từng nội dung và lời kết luận đã ghi. Xem lại điểm danh và lý do vắng trước khi soạn.',
  there: 'Đã có biên bản của cuộc họp này.',
  see: 'Mở biên bản',
  isDone:
    'Đã soạn biên bản nên điểm danh và lời kết luận không sửa ở đây nữa. Sửa trong dự thảo, hoặc bỏ dự thảo rồi sửa và soạn lại.',
  source: 'Cuộc họp của biên bản này',
  subject: (meeting: string) => upperFirst(meeting),
  begun: (moment: string) => `Thời gian bắt đầu: ${moment}`,
  place: (place: string) => `Địa điểm: ${place}`,
  people: 'Thành phần tham dự:',
  present: (count: number) => `Có mặt (${count} người):`,
  absentOnes: (count: number) => `Vắng (${count} người):`,
  unsaid: (count: number) => `Chưa được điểm danh (${count} người):`,
  strangers: (count: number) => `Ngoài danh sách mời: ${count} người`,
  chair: (who: string) => `Chủ trì (chủ tọa): ${who}`,
  secretary: (who: string) => `Thư ký (người ghi biên bản): ${who}`,
  content: 'Nội dung (theo diễn biến cuộc họp):',
  item: (title: string, how: string) => `${title} (${how})`,
  fromTo: (from: string, to: string) => `từ ${from} đến ${to}`,
  reporter: (name: string) => `báo cáo theo chương trình: ${name}`,
  notReached: (title: string) => `${title} (chưa đến lượt khi cuộc họp kết thúc)`,
  concluded: 'Chủ tọa kết luận:',
  whole: 'Kết luận chung của chủ tọa:',
  ended: (moment: string) => `Cuộc họp kết thúc vào ${moment}`,
  clock: (hours: string, minute: string) => `${hours} giờ ${minute} phút`,
  moment: (clock: string, day: string) => `${clock}, ngày ${day}`,
  sent: (who: string, substitute: string) => `${who} (cử ${substitute} đi thay)`,
  late: (at: string) => `đến muộn, có mặt từ ${at}`,
  again: (at: string) => `có mặt lại từ ${at}`,
  gone: (at: string) => `về lúc ${at}`,
  absent: 'vắng, chưa rõ lý do',
  absentFor: (reason: string) => `vắng, lý do: ${reason}`,
  toThose: 'Thành phần tham dự',
}

export const minutesRefusals: Refusals = {
  'meetings.minutes_there':
    'Đã soạn biên bản của cuộc họp này nên điểm danh và lời kết luận không sửa ở đây nữa. Sửa trong dự thảo, hoặc bỏ dự thảo rồi sửa và soạn lại.',
  'meetings.closed_no_minutes':
    'Cuộc họp mức Hạn chế không soạn biên bản ở đây, vì mọi người làm văn bản của cơ quan đọc được dự thảo.',
}
