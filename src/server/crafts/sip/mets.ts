/** METS 1.12 (https://www.loc.gov/standards/mets/): what is in a package, which file is which, and in what order it is read. */
import { element, inNamespace, writeXml, type XmlElement } from '#server/crafts/xml/element.ts'
import { dataFolder, type Package, premisFile } from './model.ts'

const mets = 'http://www.loc.gov/METS/'
const xlink = 'http://www.w3.org/1999/xlink'
const ours = 'urn:nhip:ho-so-cong-viec:1'

/** `premis` is the file already written, whose digest stands in this one. */
export function writeMets(of: Package, premis: { size: number; sha256: string }): string {
  const root = element(
    'mets',
    [header(of), description(of), preservation(of, premis), files(of), structure(of)],
    { OBJID: of.id, TYPE: 'SIP', LABEL: of.title, 'xmlns:xlink': xlink },
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeXml(inNamespace(mets, root))}\n`
}

function header({ agency, madeBy, createdAt }: Package): XmlElement {
  return element(
    'metsHdr',
    [
      element('agent', [element('name', agency.name), element('note', agency.id)], {
        ROLE: 'ARCHIVIST',
        TYPE: 'ORGANIZATION',
      }),
      element('agent', [element('name', madeBy)], {
        ROLE: 'CREATOR',
        TYPE: 'OTHER',
        OTHERTYPE: 'SOFTWARE',
      }),
    ],
    { CREATEDATE: createdAt, RECORDSTATUS: 'NEW' },
  )
}

function description({ code, title, facts }: Package): XmlElement {
  const said = [
    element('ma', code),
    element('tieuDe', title),
    ...facts.map(({ name, value }) => element('thongTin', value, { ten: name })),
  ]
  return element(
    'dmdSec',
    [
      element('mdWrap', [element('xmlData', [inNamespace(ours, element('hoSo', said))])], {
        MDTYPE: 'OTHER',
        OTHERMDTYPE: 'HO-SO-CONG-VIEC',
      }),
    ],
    { ID: 'dmd-1' },
  )
}

function preservation({ createdAt }: Package, premis: { size: number; sha256: string }): XmlElement {
  const reference = element('mdRef', '', {
    MDTYPE: 'PREMIS',
    LOCTYPE: 'URL',
    MIMETYPE: 'text/xml',
    SIZE: String(premis.size),
    CREATED: createdAt,
    CHECKSUM: premis.sha256,
    CHECKSUMTYPE: 'SHA-256',
    'xlink:type': 'simple',
    'xlink:href': premisFile,
  })
  return element('amdSec', [element('digiprovMD', [reference], { ID: 'premis-1' })])
}

function files({ files: packed }: Package): XmlElement {
  const each = packed.map(({ name, mediaType, size, sha256, createdAt }, at) =>
    element(
      'file',
      [
        element('FLocat', '', {
          LOCTYPE: 'URL',
          'xlink:type': 'simple',
          'xlink:href': `${dataFolder}/${name}`,
        }),
      ],
      {
        ID: `file-${at + 1}`,
        ADMID: 'premis-1',
        MIMETYPE: mediaType,
        SIZE: String(size),
        CREATED: createdAt,
        CHECKSUM: sha256,
        CHECKSUMTYPE: 'SHA-256',
      },
    ),
  )
  return element('fileSec', [element('fileGrp', each, { ID: 'data', USE: 'Data' })])
}

/** Mục lục: the files in the order they lie in the work file. */
function structure({ title, files: packed }: Package): XmlElement {
  const each = packed.map(({ label, originalName }, at) =>
    element('div', [element('fptr', '', { FILEID: `file-${at + 1}` })], {
      ORDER: String(at + 1),
      LABEL: label || originalName,
    }),
  )
  return element('structMap', [element('div', each, { LABEL: title, DMDID: 'dmd-1' })], { TYPE: 'PHYSICAL' })
}
