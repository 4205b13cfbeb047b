import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { guessEncoding } from '../../../electron/records/import-export/guess-encoding.ts'

const hungarian = 'Név;Város\nKovács Őrsné;Pécs\nTűzoltó Béla;Győr\nSzűcs Jenő;Hódmezővásárhely\n'
const czech = 'Jméno;Město\nŘehoř Šťastný;Plzeň\nŽofie Dvořáková;České Budějovice\n'
const german = 'Name;Straße\nJürgen Müller;Große Straße 5\nÄnne Größer;Öhringen\n'
const in8 = (text: string): Buffer => Buffer.from(text, 'utf-8')
const stray = (at: number, text: string): Buffer => Buffer.concat([in8(text.slice(0, at)), Buffer.of(0xe1), in8(text.slice(at))])

test.each<[string, Buffer, string]>([
  ['UTF-8', in8(hungarian), 'utf-8'],
  ['UTF-8, one stray byte of another program in the heading', stray(2, hungarian), 'utf-8'],
  ['UTF-8, one stray byte in a name', stray(14, hungarian), 'utf-8'],
  ['UTF-8, one stray byte at the very end', Buffer.concat([in8(hungarian), Buffer.of(0xe1, 0x0a)]), 'utf-8'],
  ['Czech UTF-8, one stray byte', stray(20, czech), 'utf-8'],
  ['UTF-8 to which a Latin-1 row was added', Buffer.concat([in8(hungarian), iconv.encode('Müller;Köln\n', 'latin1')]), 'utf-8'],
  ['UTF-8, cut inside a letter', in8(hungarian).subarray(0, 2), 'utf-8'],
  ['UTF-8 with a stray byte, cut inside a letter', Buffer.concat([stray(2, hungarian), Buffer.of(0xc5)]), 'utf-8'],
  ['UTF-8 in which letters were lost before', in8('Nam\ufffd;Ort\nM\ufffdller;K\ufffdln\n'), 'utf-8'],
  ['Cyrillic UTF-8, one stray byte', stray(5, 'Имя;Телефон\nБатболд Дорж;99112233\n'), 'utf-8'],
  ['ASCII', in8('Name;Phone\nAnna;123456\n'), 'utf-8'],
  ['ASCII but for one byte', iconv.encode('Name;Phone\nMüller;123456\n', 'latin1'), 'windows-1252'],
  ['Hungarian, windows-1250', iconv.encode(hungarian, 'windows-1250'), 'windows-1250'],
  ['Czech, windows-1250', iconv.encode(czech, 'windows-1250'), 'windows-1250'],
  ['German, windows-1252', iconv.encode(german, 'windows-1252'), 'windows-1252'],
  ['German, Latin-1', iconv.encode(german, 'latin1'), 'windows-1252'],
  ['Cyrillic, windows-1251', iconv.encode('Имя;Телефон\nБатболд Дорж;99112233\n', 'windows-1251'), 'windows-1251'],
])('%s', (_, bytes, expected) => {
  expect(guessEncoding(bytes)).toBe(expected)
})
