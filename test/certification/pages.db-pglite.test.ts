import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '../../src/documents/sheet.ts';
import { newSerial, serialText } from '../../src/certification/code.ts';
import type { CertificateContent } from '../../src/certification/content.ts';
import { WORDS } from '../../src/certification/proof/words.ts';
import {
  liftSuspension,
  pdfOf,
  reissueCertificate,
  revokeCertificate,
  suspendCertificate,
} from '../../src/certification/index.ts';
import { grantRole } from '../../src/account/index.ts';
import { addPerson } from '../fixtures/account.ts';
import type { Kader } from '../fixtures/attendance.ts';
import { AFTER, type ClosedBimtek, closedBimtek, IMPRINT } from '../fixtures/certification.ts';
import { openHouse, TEST_KEYS, type TestHouse } from '../fixtures/house.ts';
import { readProof } from './read-proof.ts';

let house: TestHouse;
let b: ClosedBimtek;
let other: ClosedBimtek;
let kader: Kader[];
let cookies: Record<'panitia' | 'other' | 'reader' | 'pelatih' | 'kader0' | 'kader1' | 'kader2', string>;
const EVIL = '<script>alert(1)</script>';
let ip = 0;
/** Each caller comes from an address of its own, so that the limit of one test does not touch another. */
const from = (address = `192.0.2.${++ip}`) => ({ headers: { 'X-Forwarded-For': address } });

beforeAll(async () => {
  house = await openHouse({ env: { BEKAL_PROXIES: '1' } });
  b = await closedBimtek(house, { kader: 4 });
  other = await closedBimtek(house, { kader: 1 });
  kader = b.kader;
  await house.db
    .updateTable('person')
    .set({ name: EVIL, name_key: EVIL })
    .where('id', '=', kader[1]!.personId)
    .execute();
  await b.pass(kader[0]!, kader[1]!, kader[2]!);
  await other.pass(...other.kader);
  const reader = await addPerson(house, {
    name: 'Pembaca',
    password: false,
    grants: [{ role: 'panitia', allBimtek: true, startsAt: AFTER }],
  });
  cookies = {
    panitia: await house.signInAs(b.people.panitia),
    other: await house.signInAs(other.people.panitia),
    reader: await house.signInAs(reader),
    pelatih: await house.signInAs(b.people.ratna),
    kader0: await house.signInAs(kader[0]!.personId),
    kader1: await house.signInAs(kader[1]!.personId),
    kader2: await house.signInAs(kader[2]!.personId),
  };
});
afterAll(() => house.close());

const here = () => `/kelola/bimtek/${b.bimtekId}`;
const paperOf = async (one: Kader) => (await b.papers(one.personId)).at(-1)!;
const serialOf = async (one: Kader) => serialText((await paperOf(one)).serial);
const act = (write: unknown, certificateId: string, reason = 'Data keliru') =>
  house.db
    .transaction()
    .execute((trx) =>
      (write as (...args: unknown[]) => Promise<unknown>)(
        trx,
        { certificateId, reason, by: b.people.panitia, ...IMPRINT },
        AFTER,
      ),
    );

describe('before an issue', () => {
  it('the kader sees six lines with links to what mends them, and no paper', async () => {
    const four = await house.signInAs(kader[3]!.personId);
    const page = await (await house.get('/sertifikat', { cookie: four })).text();
    expect(page).toContain('<a class="tebal" href="/rktl">RKTL diterima</a>');
    expect(page).toContain('<a class="tebal" href="/saya">Nama untuk sertifikat</a>');
    expect(page).toContain('4 dari 6 terpenuhi, masih bisa lulus');
    expect(page).toContain('Hadir 4 dari 4 JP (100%) seluruh jadwal.');
    expect(page).toContain('SK wali nagari');
    expect(page).not.toContain('Unduh');
  });

  it('the panitia see what is due, and the one act', async () => {
    const page = await (await house.get(`${here()}/sertifikat`, { cookie: cookies.panitia })).text();
    expect(page).toContain('Terbitkan semua yang layak (3)');
    expect(page).toContain('Belum ada sertifikat yang terbit.');
    expect(page).not.toContain(EVIL);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('whoever reads all bimtek sees it without the act', async () => {
    const response = await house.get(`${here()}/sertifikat`, { cookie: cookies.reader });
    expect(response.status).toBe(200);
    expect(await response.text()).not.toContain('Terbitkan semua');
    expect((await house.post(`${here()}/sertifikat`, {}, { cookie: cookies.reader })).status).toBe(404);
    expect(await b.papers()).toEqual([]);
  });

  it('tells why nobody is due while presensi is open, with the way there', async () => {
    await house.db
      .insertInto('reopening')
      .values({
        bimtek_id: other.bimtekId,
        no: 1,
        asked_by: other.people.panitia,
        reason: 'Uji',
        asked_at: AFTER,
        agreed_by: other.people.panitia2,
        agreed_at: AFTER,
      })
      .execute();
    await other.refresh();
    const page = await (
      await house.get(`/kelola/bimtek/${other.bimtekId}/sertifikat`, { cookie: cookies.other })
    ).text();
    expect(page).toContain('Presensi belum dikunci.');
    expect(page).toContain(`href="/kelola/bimtek/${other.bimtekId}/presensi"`);
    expect(page).not.toContain('Terbitkan semua');
  });
});

describe('who may', () => {
  it.each(['/hasil', '/hasil.xlsx', '/sertifikat', '/sertifikat/register.xlsx'])(
    'read %s: another role 403, panitia elsewhere 404, no login the sign-in page',
    async (path) => {
      expect((await house.get(here() + path, { cookie: cookies.pelatih })).status).toBe(403);
      expect((await house.get(here() + path, { cookie: cookies.kader0 })).status).toBe(403);
      expect((await house.get(here() + path, { cookie: cookies.other })).status).toBe(404);
      expect((await house.get(here() + path)).headers.get('Location')).toBe(
        `/masuk?next=${encodeURIComponent(here() + path)}`,
      );
      expect((await house.get(here() + path, { cookie: cookies.panitia })).status).toBe(200);
      expect((await house.get(`/kelola/bimtek/bukan-id${path}`, { cookie: cookies.panitia })).status).toBe(
        404,
      );
    },
  );

  it('issue: only the panitia of the bimtek', async () => {
    const post = (cookie?: string) => house.post(`${here()}/sertifikat`, {}, cookie ? { cookie } : {});
    expect([
      (await post(cookies.pelatih)).status,
      (await post(cookies.kader0)).status,
      (await post(cookies.other)).status,
      (await post()).status,
    ]).toEqual([403, 403, 404, 401]);
    expect(await b.papers()).toEqual([]);
    const done = await post(cookies.panitia);
    expect([done.status, done.headers.get('Location')]).toEqual([303, `${here()}/sertifikat?terbit=3`]);
    const again = await post(cookies.panitia);
    expect(again.headers.get('Location')).toBe(`${here()}/sertifikat?terbit=0`);
    expect((await b.papers()).map((paper) => paper.seq)).toEqual([1, 2, 3]);
    expect(
      await (await house.get(`${here()}/sertifikat?terbit=3`, { cookie: cookies.panitia })).text(),
    ).toContain('3 sertifikat dan surat keterangan diterbitkan.');
  });

  it('download: the own paper as PDF, nobody else’s', async () => {
    const { id } = await paperOf(kader[0]!);
    const own = await house.get(`/sertifikat/${id}`, { cookie: cookies.kader0 });
    expect([own.status, own.headers.get('Content-Type')]).toEqual([200, 'application/pdf']);
    expect(own.headers.get('Content-Disposition')).toMatch(
      /^attachment; filename="sertifikat-0001-BIMTEK-KDD-U\w+-VI-2024\.pdf"$/,
    );
    expect(
      Buffer.from(await own.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect((await house.get(`/sertifikat/${id}`, { cookie: cookies.kader1 })).status).toBe(404);
    expect((await house.get(`/sertifikat/${id}`, { cookie: cookies.pelatih })).status).toBe(403);
    expect((await house.get(`/sertifikat/${id}`)).status).toBe(303);
    expect((await house.get('/sertifikat/bukan-id', { cookie: cookies.kader0 })).status).toBe(404);
    expect(
      (await house.get(`${here()}/sertifikat/${id}/pdf/0`, { cookie: cookies.panitia })).headers.get(
        'Content-Type',
      ),
    ).toBe('application/pdf');
    expect((await house.get(`${here()}/sertifikat/${id}/pdf/1`, { cookie: cookies.panitia })).status).toBe(
      404,
    );
    expect((await house.get(`${here()}/sertifikat/${id}/pdf/0`, { cookie: cookies.other })).status).toBe(404);
    const elsewhere = `/kelola/bimtek/${other.bimtekId}/sertifikat/${id}`;
    for (const path of [elsewhere, `${elsewhere}/pdf/0`])
      expect((await house.get(path, { cookie: cookies.other })).status).toBe(404);
    expect(await house.get('/sertifikat', { cookie: cookies.kader0 }).then((page) => page.text())).toContain(
      `href="/sertifikat/${id}"`,
    );
  });

  it('act on a certificate: with a reason, only as panitia of its bimtek', async () => {
    const { id } = await paperOf(kader[2]!);
    const path = `${here()}/sertifikat/${id}/tangguhkan`;
    expect((await house.post(path, { 'alasan-tangguhkan': '  ' }, { cookie: cookies.panitia })).status).toBe(
      422,
    );
    expect((await house.post(path, { 'alasan-tangguhkan': 'x' }, { cookie: cookies.pelatih })).status).toBe(
      403,
    );
    for (const cookie of [cookies.other, cookies.reader])
      expect((await house.post(path, { 'alasan-tangguhkan': 'x' }, { cookie })).status).toBe(404);
    expect(
      (
        await house.post(
          `/kelola/bimtek/${other.bimtekId}/sertifikat/${id}/cabut`,
          { 'alasan-cabut': 'x' },
          { cookie: cookies.other },
        )
      ).status,
    ).toBe(404);
    expect((await paperOf(kader[2]!)).status).toBe('valid');
    const done = await house.post(
      path,
      { 'alasan-tangguhkan': EVIL, _key: 'satu' },
      { cookie: cookies.panitia },
    );
    expect(done.headers.get('Location')).toBe(`${here()}/sertifikat/${id}?kabar=tangguhkan`);
    const twice = await house.post(
      path,
      { 'alasan-tangguhkan': EVIL, _key: 'satu' },
      { cookie: cookies.panitia },
    );
    expect([twice.status, twice.headers.get('Idempotency-Replayed')]).toEqual([303, 'true']);
    const wrong = await house.post(path, { 'alasan-tangguhkan': 'Sekali lagi' }, { cookie: cookies.panitia });
    const page = await wrong.text();
    expect(wrong.status).toBe(409);
    expect(page).toContain('Hanya sertifikat yang sah yang bisa ditangguhkan.');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain(EVIL);
    expect((await house.get(`/sertifikat/${id}`, { cookie: cookies.kader2 })).status).toBe(404);
    expect(await (await house.get('/sertifikat', { cookie: cookies.kader2 })).text()).toContain(
      'Sertifikat Anda sedang ditangguhkan.',
    );
    await act(liftSuspension, id);
  });

  it('not on the own certificate', async () => {
    await house.db
      .transaction()
      .execute((trx) =>
        grantRole(
          trx,
          { personId: kader[0]!.personId, role: 'panitia', bimtekId: b.bimtekId, startsAt: AFTER },
          null,
          AFTER,
        ),
      );
    // New rights end the login sessions of before.
    cookies.kader0 = await house.signInAs(kader[0]!.personId);
    const { id } = await paperOf(kader[0]!);
    const response = await house.post(
      `${here()}/sertifikat/${id}/cabut`,
      { 'alasan-cabut': 'Uji' },
      { cookie: cookies.kader0 },
    );
    expect([response.status, (await paperOf(kader[0]!)).status]).toEqual([403, 'valid']);
    await house.db
      .updateTable('role_grant')
      .set({ ends_at: AFTER })
      .where('person_id', '=', kader[0]!.personId)
      .execute();
  });
});

describe('kelulusan', () => {
  it('filters by line, class, search and what is issued, and counts', async () => {
    const list = async (query: string) => {
      const page = await (await house.get(`${here()}/hasil${query}`, { cookie: cookies.panitia })).text();
      return [...page.matchAll(/<td class="angka">([FG]-\d\d)<\/td>/g)].map(([, no]) => no);
    };
    expect(await list('')).toEqual(['F-01', 'F-02', 'F-03', 'F-04']);
    expect(await list('?baris=4')).toEqual(['F-04']);
    expect(await list('?baris=1')).toEqual([]);
    expect(await list('?tampil=terbit')).toEqual(['F-01', 'F-02', 'F-03']);
    expect(await list('?kelas=G')).toEqual([]);
    expect(await list('?q=f-03')).toEqual(['F-03']);
    expect(await list('?q=100%25')).toEqual([]);
    expect(await list('?sesudah=F-02')).toEqual(['F-03', 'F-04']);
    expect(await list('?kabupaten=13.02&baris=9&tampil=apa')).toEqual(['F-01', 'F-02', 'F-03', 'F-04']);
  });

  it('and register come as workbooks without NIK and phone', async () => {
    const sheet = async (path: string) => {
      const response = await house.get(here() + path, { cookie: cookies.panitia });
      const read = await readWorkbook(new Uint8Array(await response.arrayBuffer()));
      return read.ok ? read.value[0]!.rows.map((row) => row.map((cell) => cell.text)) : [];
    };
    const results = await sheet('/hasil.xlsx?baris=4');
    expect(results.map((row) => row[0])).toEqual(['Nomor peserta', 'F-04']);
    const register = await sheet('/sertifikat/register.xlsx');
    expect(register.slice(1).map((row) => [row[0]?.slice(0, 4), row[3]])).toEqual([
      ['0001', 'Sah'],
      ['0002', 'Sah'],
      ['0003', 'Sah'],
    ]);
    expect(register[2]![1]).toBe(EVIL);
    expect([...results, ...register].flat().join(' ')).not.toMatch(/NIK|HP|\+62|\d{16}/);
  });
});

describe('the public page', () => {
  it('of a valid paper says so and shows what is printed, nothing more, without htmx', async () => {
    const response = await house.get(`/v/${await serialOf(kader[0]!)}`, from());
    const page = await response.text();
    const { number } = await paperOf(kader[0]!);
    expect(response.status).toBe(200);
    expect(page).toContain('Sertifikat ini sah, terbit 10 Juni 2024.');
    const rows = [...page.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g)].map(
      ([, name, value]) => `${name}: ${value}`,
    );
    expect(rows).toEqual([
      'Kegiatan: Bimbingan Teknis Kader Digital',
      'Tempat: Jakarta',
      'Waktu: 30 Mei s.d. 8 Juni 2024',
      'Jam pelajaran: 4 JP',
      'Penerbit: Instansi Contoh',
      `Nomor: ${number}`,
      'Terbit: 10 Juni 2024',
    ]);
    expect(page).toContain('Diperiksa Senin, 10 Juni 2024 pukul 09.00 WIB.');
    expect(page).not.toMatch(/htmx|NIK|[Pp]eserta|\+62|Gunung Talang/);
    expect(page).not.toContain(kader[0]!.personId);
  });

  it('opens for the very bytes of its PDF, and says nothing about others', async () => {
    const { id } = await paperOf(kader[0]!);
    const file = await pdfOf(house.db, id, 0, AFTER);
    const digest = createHash('sha256').update(file!.pdf).digest('hex');
    const page = await (await house.get(`/v/berkas/${digest}`, from())).text();
    expect(page).toContain('Berkas PDF yang Anda pilih sama persis dengan yang diterbitkan.');
    expect(page).toContain('Sertifikat ini sah, terbit 10 Juni 2024.');
    expect(await (await house.get(`/v/${await serialOf(kader[0]!)}`, from())).text()).not.toContain(
      'sama persis',
    );
    const others = [
      digest.replace(/^./, (letter) => (letter === '0' ? '1' : '0')),
      digest.toUpperCase(),
      digest.slice(2),
      '0'.repeat(64),
      'x',
    ];
    for (const other of others) {
      const response = await house.get(`/v/berkas/${other}`, from());
      expect(response.status, other).toBe(404);
      expect(await response.text()).toContain('Berkas ini tidak sama dengan PDF yang diterbitkan');
    }
  });

  it('carries the public keys, and the page for times without network too, for nobody in particular', async () => {
    const paths = ['/v/', `/v/${await serialOf(kader[0]!)}`, '/v/tidak-ada'];
    for (const path of paths) {
      const page = await (await house.get(path, from())).text();
      const known = JSON.parse(
        page
          .match(/data-kunci="(.*?)"/)?.[1]
          ?.replaceAll('&quot;', '"')
          .replaceAll('&amp;', '&') ?? '',
      );
      expect(known, path).toEqual({ keys: TEST_KEYS.proof.ring, words: WORDS });
    }
    const { verifyUrl } = (await paperOf(kader[0]!)).content as CertificateContent;
    expect(readProof(verifyUrl)).toMatchObject({ reason: '', serial: await serialOf(kader[0]!) });
    const worker = await (await house.get('/sw.js', from())).text();
    expect(worker).toMatch(/^const SHELL = \["\/tanpa-internet","\/hp-ini","\/v\/",/m);
  });

  it('escapes a name that carries markup', async () => {
    const page = await (await house.get(`/v/${await serialOf(kader[1]!)}`, from())).text();
    expect(page).not.toContain(EVIL);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it.each([
    'tidak-ada-sertifikat-ini',
    'AAAAAAAAAAAAAAAAAAAAAB',
    'x',
    '%00',
    '../etc',
    "' or 1=1 --",
    'A'.repeat(2000),
  ])('of %j is a 404 that never sounds like a confirmation', async (serial) => {
    const response = await house.get(`/v/${encodeURIComponent(serial)}`, from());
    const page = await response.text();
    expect(response.status).toBe(404);
    expect(page).toContain('Kode tidak ditemukan');
    expect(page.toLowerCase()).not.toContain('asli');
    expect(page).not.toMatch(/\bsah\b/i);
  });

  it('finds nothing under 300 random serials, nor under a serial with one bit changed', async () => {
    const real = Buffer.from((await paperOf(kader[0]!)).serial);
    const near = Array.from({ length: 128 }, (_, bit) => {
      const copy = Buffer.from(real);
      copy[bit >> 3]! ^= 1 << (bit & 7);
      return copy;
    });
    const random = Array.from({ length: 300 }, () => newSerial());
    let hits = 0;
    for (const serial of [...near, ...random])
      hits +=
        (await house.get(`/v/${serialText(serial)}`, { cookie: cookies.pelatih })).status === 404 ? 0 : 1;
    expect(hits).toBe(0);
  });

  it('follows suspension, lifting, revocation and a Pengganti', async () => {
    const one = kader[2]!;
    const first = await serialOf(one);
    const { id, number } = await paperOf(one);
    const read = async (serial: string) =>
      (await house.get(`/v/${serial}`, { cookie: cookies.pelatih })).text();
    await act(suspendCertificate, id);
    expect(await read(first)).toContain('Sertifikat ini ditangguhkan sejak 10 Juni 2024.');
    await act(liftSuspension, id);
    expect(await read(first)).toContain('Sertifikat ini sah');
    await act(revokeCertificate, id, 'Rahasia panitia');
    expect(await read(first)).toContain('Sertifikat ini dicabut 10 Juni 2024.');
    expect(await read(first)).not.toContain('Rahasia panitia');
    await act(reissueCertificate, id);
    const second = await serialOf(one);
    expect(second).not.toBe(first);
    const old = await read(first);
    expect(old).toContain('Sertifikat ini sudah diganti.');
    expect(old).toContain(`<a class="tebal" href="/v/${second}">${number}, Pengganti 1</a>`);
    expect(await read(second)).toContain('Sertifikat ini sah');
    expect(await read(second)).toContain('<dd>Pengganti 1</dd>');
  });

  it('of a surat keterangan leads to the sertifikat that took its place', async () => {
    const c = await closedBimtek(house, { kader: 1 });
    await c.confirm(c.kader[0]!);
    const late = new Date('2024-08-01T02:00:00Z');
    house.clock.set(late);
    await c.refresh();
    await c.issue();
    await c.acceptRktl(c.kader[0]!);
    await c.refresh();
    await c.issue();
    house.clock.set(AFTER);
    const [sertifikat, sket] = await c.papers();
    const page = await (await house.get(`/v/${serialText(sket!.serial)}`, from())).text();
    expect(page).toContain('Surat keterangan ini sudah diganti.');
    expect(page).toContain(`href="/v/${serialText(sertifikat!.serial)}">${sertifikat!.number}</a>`);
  });
});

describe('/verifikasi', () => {
  it('finds a paper by its code however it is typed, and by number and name', async () => {
    const paper = await paperOf(kader[0]!);
    const to = `/v/${serialText(paper.serial)}`;
    const ask = async (fields: Record<string, string>) =>
      (await house.post('/verifikasi', fields, from())).headers.get('Location');
    const dashed = paper.code.replace(/(.{4})(?=.)/g, '$1-');
    for (const kode of [
      paper.code,
      dashed,
      dashed.toLowerCase(),
      ` ${paper.code.replaceAll('0', 'o').replaceAll('1', 'i')} `,
    ])
      expect(await ask({ kode })).toBe(to);
    expect(await ask({ nomor: paper.number, nama: 'Kader Contoh F-01' })).toBe(to);
    expect(await ask({ nomor: ` ${paper.number.toLowerCase()} `, nama: 'kader  CONTOH f-01' })).toBe(to);
    expect(await ask({ nomor: paper.number, nama: 'Kader Contoh' })).toBeNull();
    expect(await ask({ nomor: paper.number, nama: 'Kader Contoh F-02' })).toBeNull();
  });

  it('says what was not found and keeps what was typed', async () => {
    const wrong = await house.post('/verifikasi', { kode: '0000-0000-0000' }, from());
    expect([wrong.status, (await wrong.text()).includes('value="0000-0000-0000"')]).toEqual([404, true]);
    const name = await house.post('/verifikasi', { nomor: '1', nama: EVIL }, from());
    const page = await name.text();
    expect(name.status).toBe(404);
    expect(page).toContain('Nomor dan nama itu tidak ditemukan.');
    expect(page).not.toContain(EVIL);
    const empty = await house.post('/verifikasi', { nomor: '', nama: 'Siti' }, from());
    expect([empty.status, (await empty.text()).includes('Isi nomor sertifikat.')]).toEqual([422, true]);
    expect((await house.post('/verifikasi', { kode: '' }, from())).status).toBe(422);
    expect(await (await house.get('/verifikasi', from())).text()).not.toContain('htmx');
  });

  it('holds an address without login to 120 at once, and nobody who is signed in there', async () => {
    const address = from('198.51.100.7');
    const codes = new Set<number>();
    for (let i = 0; i < 120; i++) codes.add((await house.get('/v/x', address)).status);
    expect([...codes]).toEqual([404]);
    const held = await house.get('/verifikasi', address);
    for (const path of ['/v/', '/v/berkas/x']) expect((await house.get(path, address)).status).toBe(429);
    expect([held.status, Number(held.headers.get('Retry-After')) > 0]).toEqual([429, true]);
    expect((await house.post('/verifikasi', { kode: 'x' }, address)).status).toBe(429);
    expect((await house.get('/verifikasi', { ...address, cookie: cookies.kader0 })).status).toBe(200);
    expect((await house.get('/verifikasi', from())).status).toBe(200);
  });
});
