import { expect, test } from 'vitest'
import { provinceFolder } from '#server/platform/province.ts'
import { Service } from '../model.ts'
import { readServiceFolder } from '../service-folder.ts'
import { unverifiedFigures, withSources } from './sources.ts'

test('a version stored before each figure had its source is still read: what it did not say is unverified', () => {
  const { sources: _, ...older } = readServiceFolder(provinceFolder)[0]?.service ?? {}
  const verified = {
    code: 'source',
    level: 'unverified',
    fee: 'unverified',
    time: 'source',
    papers: 'source',
    basis: 'Cổng Dịch vụ công quốc gia, Quyết định 163/QĐ-BTP',
    note: 'Lệ phí chưa đối chiếu.',
  }
  const service = Service.parse(withSources({ ...older, verified }))
  expect(unverifiedFigures(service)).toEqual([
    'level',
    'channels',
    'fees',
    'steps',
    'signer',
    'form',
    'basis',
    'checks',
  ])
  expect(service.sources.fees).toEqual({
    state: 'unverified',
    source: 'Cổng Dịch vụ công quốc gia, Quyết định 163/QĐ-BTP',
    note: 'Lệ phí chưa đối chiếu.',
  })
  expect(withSources(service)).toBe(service)
})
