import type { SlipBimtek } from '../../src/account/slips/participants.ts';
import type { SlipContent } from '../../src/account/slips/slip-content.ts';
import type { Shell } from '../../src/http/page.ts';
import { dateRange, dayOf, phone, plainDate } from '../ui/format.ts';
import { html, type Html } from '../ui/html.ts';
import { mark } from '../ui/icons.ts';
import { page } from '../ui/layout.ts';
import { drawing } from '../ui/rich-text.ts';

const A_SHEET = 8;
/** Letters above which a name takes two lines at the usual size. */
const LONG_NAME = 26;
type Drawn = SlipContent & { qr: string };
type Data = { bimtek: SlipBimtek | null; slips: Drawn[]; host: string; back: string; file: string };

/** Login slips on paper: A4, eight a sheet, with lines to cut along. */
export function slipSheets(shell: Shell, data: Data): Html {
  const sheets = Array.from({ length: Math.ceil(data.slips.length / A_SHEET) }, (_, i) =>
    data.slips.slice(i * A_SHEET, (i + 1) * A_SHEET),
  );
  return page(
    shell,
    { title: `Slip masuk, ${data.slips.length} orang`, paper: true, scripts: ['print.js'] },
    html`<main><div class="bilah-cetak"><h1>Slip masuk: ${data.slips.length} orang, ${sheets.length} lembar</h1><p>Cetak di kertas A4, skala 100%, tanpa tepi.</p><div class="apit-aksi kiri"><a class="tombol" href="${data.file}" target="_blank">Buka berkas PDF</a><button class="tombol kedua" type="button" data-cetak hidden>Cetak halaman ini</button><a class="tombol kedua" href="${data.back}">Kembali</a></div></div>${sheets.map(
      (slips) =>
        html`<section class="lembar tegak slip">${slips.map((slip) => oneSlip(slip, data))}</section>`,
    )}</main>`,
  );
}

const shown = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

function oneSlip(slip: Drawn, { bimtek, host }: Data): Html {
  const until = plainDate(dayOf(slip.expiresAt, bimtek?.timeZone ?? 'Asia/Jakarta'));
  const term = slip.villageTerm ? slip.villageTerm[0]?.toUpperCase() + slip.villageTerm.slice(1) : '';
  const place = slip.village
    ? `${term} ${slip.village}, ${(slip.regency ?? '').replace(/^Kabupaten /, 'Kab. ')}`
    : '';
  return html`<article class="slip-satu"><div class="slip-atas">${mark()}<b>Bekal</b><span>${
    bimtek
      ? html`${bimtek.name}, ${bimtek.place}<br>${dateRange(bimtek.startsOn, bimtek.endsOn)}`
      : 'Masuk pertama kali'
  }</span>${slip.participantNo && html`<span>${slip.participantNo}</span>`}</div>
<div class="slip-isi"><div><h2${slip.name.length > LONG_NAME && html` class="panjang"`}>${slip.name}</h2><p>${place}</p><dl><dt>Nomor HP</dt><dd>${slip.phone ? phone(slip.phone) : '-'}</dd><dt>Kode masuk</dt><dd class="kd">${shown(slip.code)}</dd><dt>Kode peserta</dt><dd>${shown(slip.participantCode)}</dd></dl></div><figure><div class="qr">${drawing(slip.qr)}</div><figcaption>Pindai dengan kamera</figcaption></figure></div>
<div><ol><li>Pindai kode, atau buka <b>${host}/aktivasi</b>.</li><li>Ketik ${slip.phoneSignsIn ? 'nomor HP' : 'kode peserta'} dan kode masuk.</li><li>Buat kata sandi, lalu periksa nama Anda.</li></ol><p class="slip-bawah">Kode masuk sekali pakai, sampai ${until}. Jangan dibagikan. HP bergantian? Pakai kode peserta. Hilang? Hubungi panitia.</p></div></article>`;
}
