import { formatNumber } from '../../money.ts'
import type { ConditionWords } from './words.ts'

const number = (value: unknown) => formatNumber(Number(value))
const minutes = (seconds: unknown) => number(Math.max(1, Math.round(Number(seconds) / 60)))

export const meetingConditionNames = { speech: 'Gỡ băng cuộc họp' }

/** What of meetings operators are told. */
export const meetingConditions: Record<string, ConditionWords> = {
  'speech.heard': {
    is: ({ count }) =>
      Number(count) === 0
        ? 'Không bản ghi âm cuộc họp nào chờ gỡ băng.'
        : `${number(count)} bản ghi âm cuộc họp đang được gỡ băng.`,
  },
  'speech.late': {
    is: ({ count, seconds }) =>
      `${number(count)} bản ghi âm cuộc họp chờ gỡ băng, đã ${minutes(seconds)} phút không gỡ thêm được.`,
    todo: 'Không bản ghi nào mất, gỡ tiếp từ chỗ dừng. Xem tiến trình speech có chạy không (--roles), máy có quá tải không; lý do ở log/speech.log.',
  },
  'speech.no_engine': {
    is: ({ count, percent }) =>
      `${number(count)} bản ghi âm cuộc họp chờ gỡ băng mà bộ gỡ băng chưa dùng được (có ${number(percent)} %).`,
    todo: 'Vẫn ghi âm được, không gì mất. Chạy npm run assets -- speech; tải xong, chương trình tự gỡ tiếp.',
  },
}
