import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createCertificate, encodeName } from '#server/crafts/crypto/certificate.ts'
import { createSoftwareSigner } from '#server/crafts/crypto/signer.ts'
import { element, inNamespace, writeXml } from './element.ts'
import { signXml } from './sign-xml.ts'

const folder = mkdtempSync(join(tmpdir(), 'nhip-xml-'))
/** The independent judges; where the machine has none, what they would judge is skipped. */
const judge = spawnSync('xmlsec1', ['--version']).error === undefined
const canonicaliser = spawnSync('xmllint', ['--version']).error === undefined

const awkward = inNamespace(
  'urn:example',
  element('Root', [
    element('Name', 'Phí & lệ phí <"a">\r\n\tđ', { b: '<"&\t\n', a: '1' }),
    element('Empty', ''),
    inNamespace('urn:other', element('Inner', [element('Deep', 'x')])),
  ]),
)

test.skipIf(!canonicaliser)('what is written is in canonical form already', () => {
  const path = join(folder, 'awkward.xml')
  writeFileSync(path, writeXml(awkward))
  expect(spawnSync('xmllint', ['--exc-c14n', path], { encoding: 'utf8' }).stdout).toBe(writeXml(awkward))
})

test('characters that XML cannot write are refused, not lost', () => {
  expect(() => writeXml(element('A', 'a\u0000'))).toThrow(RangeError)
  expect(() => writeXml(element('A', '\ud800'))).toThrow(RangeError)
  expect(() => writeXml(element('A b', ''))).toThrow(RangeError)
})

test.skipIf(!judge).each(['rsa', 'ec'] as const)(
  'xmlsec1 finds an %s signature valid, and none over a changed file',
  async (kind) => {
    const { privateKey, publicKey } =
      kind === 'rsa'
        ? generateKeyPairSync('rsa', { modulusLength: 2048 })
        : generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const name = encodeName({ country: 'VN', commonName: 'Ủy ban nhân dân phường Thuận Hóa' })
    const certificate = createCertificate({
      subject: name,
      subjectKey: publicKey,
      issuer: name,
      issuerKey: privateKey,
      issuerPublicKey: publicKey,
      from: new Date('2026-01-01'),
      until: new Date('2036-01-01'),
      use: 'authority',
    })
    const signer = createSoftwareSigner(privateKey, [certificate])
    const root = join(folder, `${kind}.pem`)
    writeFileSync(root, new X509Certificate(certificate).toString())
    const verify = (xml: string) => {
      const path = join(folder, `${kind}.xml`)
      writeFileSync(path, xml)
      return spawnSync(
        'xmlsec1',
        ['--verify', '--id-attr:Id', 'SignedProperties', '--trusted-pem', root, path],
        { encoding: 'utf8' },
      )
    }
    const sign = async () =>
      (await signXml(awkward, { signer, at: new Date('2026-11-29T03:00:00Z') })).toString('utf8')
    const xml = kind === 'rsa' ? await sign() : await withShortNumber(sign)
    expect(xml).toContain('<SigningTime>2026-11-29T10:00:00+07:00</SigningTime>')
    const { status, stderr } = verify(xml)
    expect(stderr).toContain('SignedInfo References (ok/all): 2/2')
    expect(status).toBe(0)
    for (const [from, to] of [
      ['lệ phí', 'lệ phí '],
      ['2026-11-29T10', '2026-11-28T10'],
    ] as const) {
      expect(verify(xml.replace(from, to)).status).not.toBe(0)
    }
  },
)

/** One of 128 signatures has an r or s that must be filled up. */
async function withShortNumber(sign: () => Promise<string>): Promise<string> {
  for (;;) {
    const xml = await sign()
    const value = Buffer.from(/<SignatureValue>([^<]+)/.exec(xml)?.[1] ?? '', 'base64')
    expect(value).toHaveLength(64)
    if (value[0] === 0 || value[32] === 0) return xml
  }
}
