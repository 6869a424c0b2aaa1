import type { BimtekView } from '../../src/bimtek/find-bimtek.ts';
import type { Readiness } from '../../src/bimtek/office/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { count, dateTime } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon, type IconName } from '../ui/icons.ts';
import { backLink, main, page } from '../ui/layout.ts';
import { notice } from '../ui/notice.ts';
import { bimtekLine, pathOf, readOnly } from './words.ts';

type State = { bimtek: BimtekView; ready: Readiness; kabar?: string | undefined };

/** First page of a bimtek: what is not ready yet, each with the page that mends it. */
export function bimtekSummaryPage(shell: Shell, { bimtek, ready, kabar }: State): Html {
  return page(
    shell,
    { title: `Ringkasan, ${bimtek.label}` },
    main(
      backLink('/kelola', 'Semua bimtek'),
      html`<div class="rapat"><h1 tabindex="-1">${bimtek.name}</h1><p class="redup">${bimtekLine(bimtek).slice(bimtek.name.length + 2)}</p>${readOnly(bimtek)}</div>`,
      notice(kabar, {
        dibuat: 'Bimtek dibuat. Lanjutkan dengan kelas, lalu impor peserta.',
        disalin: 'Bimtek disalin. Periksa jadwalnya, lalu impor peserta.',
        disimpan: 'Tersimpan.',
      }),
      figures(bimtek, ready),
      html`<section aria-labelledby="belum"><div class="judul-bag"><h2 id="belum">Belum siap</h2></div>${missing(bimtek, ready)}</section>`,
      html`<section aria-labelledby="bagian"><div class="judul-bag"><h2 id="bagian">Semua bagian</h2></div>${parts(bimtek)}</section>`,
      bimtek.writable &&
        html`<p><a class="tombol kedua" href="${pathOf(bimtek, '/salin')}">Salin bimtek ini</a></p>`,
    ),
  );
}

function figures(bimtek: BimtekView, ready: Readiness): Html {
  const deadline = bimtek.passDeadline
    ? dateTime(bimtek.passDeadline, bimtek.zone)
    : 'ditentukan sesudah ada jadwal';
  return html`<div class="rapat"><ul class="tiga"><li><a href="${pathOf(bimtek, '/peserta')}"><b>${count(ready.people)}</b><span>Peserta</span><small>masih ikut</small></a></li><li><a href="${pathOf(bimtek, '/kelas')}"><b>${count(ready.classes)}</b><span>Kelas</span><small>bimtek ini</small></a></li><li><a href="${pathOf(bimtek, '/jadwal')}"><b>${count(ready.sessions)}</b><span>Sesi</span><small>dijadwalkan</small></a></li></ul><p class="mungil redup">Batas kelulusan: ${deadline}.</p></div>`;
}

type Missing = { n: number; says: string; below: string; href: string; drawing: IconName };

function missing(bimtek: BimtekView, ready: Readiness): Part {
  const to = (rest: string) => pathOf(bimtek, rest);
  const all: Missing[] = [
    {
      n: ready.courses === 0 ? 1 : 0,
      says: 'Belum ada materi',
      below: 'Muat kursus, lalu pilih untuk bimtek ini',
      href: to('/kursus'),
      drawing: 'buku',
    },
    {
      n: ready.classes === 0 ? 1 : 0,
      says: 'Belum ada kelas',
      below: 'Peserta dan jadwal dibagi per kelas',
      href: to('/kelas'),
      drawing: 'rumah',
    },
    {
      n: ready.people === 0 ? 1 : 0,
      says: 'Belum ada peserta',
      below: 'Impor dari Excel',
      href: to('/peserta/impor'),
      drawing: 'orang2',
    },
    {
      n: ready.noTrainer,
      says: 'kelas belum punya pelatih',
      below: 'Tanpa pelatih, presensi hanya bisa diisi panitia',
      href: to('/kelas'),
      drawing: 'saya',
    },
    {
      n: ready.noSession,
      says: 'kelas belum punya jadwal',
      below: 'Kehadiran dihitung dari jadwal',
      href: to('/jadwal'),
      drawing: 'jadwal',
    },
    {
      n: ready.never,
      says: 'peserta belum pernah masuk',
      below: 'Bagikan slip masuk',
      href: to('/slip?status=waiting'),
      drawing: 'hp',
    },
    {
      n: ready.noDecree,
      says: 'peserta belum punya SK',
      below: 'SK perlu untuk PKDD, tidak untuk sertifikat',
      href: to('/peserta?status=tanpa-sk'),
      drawing: 'kertas',
    },
    {
      n: ready.unconfirmed,
      says: 'SK menunggu disahkan',
      below: 'Disahkan korkab atau panitia',
      href: to('/peserta?status=sk-belum-sah'),
      drawing: 'kertas',
    },
    {
      n: ready.unfinished,
      says: 'sesi sudah lewat, presensi belum selesai',
      below: 'Ingatkan pelatih',
      href: to('/presensi'),
      drawing: 'jam',
    },
    {
      n: ready.questions,
      says: 'presensi berbeda antar pelatih',
      below: 'Pilih mana yang benar',
      href: to('/presensi'),
      drawing: 'awas',
    },
    {
      n: ready.objections,
      says: 'keberatan belum dijawab',
      below: 'Kader menunggu jawaban',
      href: to('/presensi'),
      drawing: 'suara',
    },
    {
      n: ready.rktl,
      says: 'RKTL menunggu diperiksa',
      below: 'RKTL (rencana kerja tindak lanjut)',
      href: '/periksa',
      drawing: 'kertas',
    },
    {
      n: ready.due,
      says: 'sertifikat siap diterbitkan',
      below: 'Semua syarat terpenuhi',
      href: to('/sertifikat'),
      drawing: 'piala',
    },
  ];
  const open = all.filter(({ n }) => n > 0);
  if (open.length === 0)
    return html`<div class="kartu"><div class="dalam"><p>Semua sudah beres.</p></div></div>`;
  return html`<ul class="kartu tugas">${open.map(
    ({ n, says, below, href, drawing }) =>
      html`<li><a href="${href}"><span class="bulat emas">${icon(drawing)}</span><span class="rapat"><span class="tebal">${says.startsWith('Belum') ? says : `${count(n)} ${says}`}</span><span class="mungil redup">${below}</span></span>${icon('panah', 'kecil')}</a></li>`,
  )}</ul>`;
}

function parts(bimtek: BimtekView): Html {
  const all: [string, IconName, string][] = [
    ['/kelas', 'rumah', 'Kelas dan pelatih'],
    ['/peserta', 'orang2', 'Peserta'],
    ['/registrasi', 'saya', 'Meja registrasi'],
    ['/jadwal', 'jadwal', 'Jadwal'],
    ['/slip', 'hp', 'Slip masuk'],
    ['/kursus', 'buku', 'Materi'],
    ['/presensi', 'centang', 'Presensi'],
    ['/hasil', 'piala', 'Hasil'],
    ['/sertifikat', 'kertas', 'Sertifikat'],
    ['/evaluasi', 'suara', 'Evaluasi'],
    ['/setelan', 'kunci', 'Setelan'],
  ];
  return html`<ul class="bagian">${all.map(
    ([rest, drawing, label]) =>
      html`<li><a class="kartu" href="${pathOf(bimtek, rest)}"><span class="bulat">${icon(drawing)}</span><span class="tebal">${label}</span></a></li>`,
  )}</ul>`;
}
