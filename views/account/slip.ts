import type { PersonSlip, SlipContent } from '../../src/account/slips/slip-content.ts';
import type { Shell } from '../../src/http/page.ts';
import { actButton } from '../ui/form.ts';
import { dateTime, dayOf, phone, plainDate } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { info, notice, refusal } from '../ui/notice.ts';
import { slipMessage, whatsAppLink } from './slip-message.ts';

type Data = {
  about: PersonSlip;
  origin: string;
  back: string;
  kabar?: string | undefined;
  refused?: boolean;
};

const NOTICES = {
  akun: 'Akun dibuat. Berikan kode ini kepada orangnya.',
  baru: 'Kode baru dibuat. Kode lama tidak bisa dipakai lagi.',
  dikirim: 'Dicatat: slip sudah dikirim.',
};

/** One person's login slip: the code, the message, paper, a new code. */
export function slipPage(shell: Shell, { about, origin, back, kabar, refused }: Data): Html {
  const { slip, personId } = about;
  return page(
    shell,
    { title: `Slip masuk, ${about.name}` },
    main(
      backLink(back, 'Kembali'),
      heading(about.name, { above: 'Slip masuk', below: placeOf(slip) }),
      notice(kabar, NOTICES),
      refused && refusal(html`<p>Akun ini dinonaktifkan. Admin perlu mengaktifkannya dulu.</p>`),
      slip ? codeCard(about, slip) : noCode(about),
      slip && messageCard(shell, about, slip, origin),
      html`<section class="tumpuk"><h2>${slip ? 'Kode hilang atau salah kirim' : 'Kode baru'}</h2><p class="redup">Kode lama langsung mati. Kata sandi yang ada tetap berlaku sampai kode baru dipakai.</p><div>${actButton(
        shell,
        `/slip/${personId}/baru`,
        html`${icon('ulang')}Buat kode baru`,
        { class: slip ? 'kedua' : '' },
      )}</div></section>`,
    ),
  );
}

const placeOf = (slip: SlipContent | null): Part =>
  slip?.participantNo &&
  `Nomor peserta ${slip.participantNo}, ${slip.villageTerm ?? 'desa'} ${slip.village}, ${slip.regency}`;

const shown = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

function codeCard({ bimtek, printedAt, sentAt }: PersonSlip, slip: SlipContent): Html {
  const zone = bimtek?.timeZone ?? 'Asia/Jakarta';
  const done = (at: Date | null) => (at ? dateTime(at, zone) : 'Belum');
  return html`<section class="kartu utama selebar-isian"><div class="pita"></div><div class="dalam tumpuk"><p class="redup">Kode masuk, sekali pakai</p><p class="kode-besar">${shown(slip.code)}</p><dl class="rinci"><dt>Kode peserta</dt><dd>${shown(slip.participantCode)}</dd><dt>Nomor HP</dt><dd>${slip.phone ? phone(slip.phone) : 'Belum ada'}</dd><dt>Berlaku sampai</dt><dd>${plainDate(dayOf(slip.expiresAt, zone))}</dd><dt>Dicetak</dt><dd>${done(printedAt)}</dd><dt>Dikirim</dt><dd>${done(sentAt)}</dd></dl>${
    slip.phone &&
    !slip.phoneSignsIn &&
    html`<p class="mungil">Nomor HP ini dipakai orang lain juga, jadi masuk dengan kode peserta.</p>`
  }</div></section>`;
}

const noCode = ({ active, hasPassword }: PersonSlip): Html =>
  info(
    html`<p>${
      !active
        ? 'Akun ini dinonaktifkan.'
        : hasPassword
          ? 'Orang ini sudah punya kata sandi. Buat kode baru bila kata sandinya lupa.'
          : 'Belum ada kode yang bisa dipakai.'
    }</p>`,
  );

function messageCard(shell: Shell, about: PersonSlip, slip: SlipContent, origin: string): Html {
  const text = slipMessage(origin, slip, about.bimtek);
  return html`<section class="tumpuk selebar-isian"><h2>Kirim atau cetak</h2><div class="isian"><label for="pesan-wa">Teks untuk WhatsApp</label><textarea id="pesan-wa" rows="6" readonly>${text}</textarea></div><div class="apit-aksi"><a class="tombol" href="${whatsAppLink(slip.phone, text)}" target="_blank" rel="noopener noreferrer">${icon('wa')}Kirim lewat WA</a>${actButton(
    shell,
    `/slip/${about.personId}/dikirim`,
    html`${icon('centang')}Tandai sudah dikirim`,
    { class: 'kedua' },
  )}${actButton(shell, `/slip/${about.personId}/cetak`, html`${icon('kertas')}Cetak`, { class: 'kedua' })}</div></section>`;
}
