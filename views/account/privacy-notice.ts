import { html, type Html } from '../ui/html.ts';

/** The notice in short, as it is agreed to at the first sign-in; `/privasi` says the rest. Change: new NOTICE_VERSION. */
export const noticePoints = (): Html => html`<ul class="butir">
<li><b>Data:</b> nama, NIK, nomor HP, desa, SK, kehadiran, nilai, RKTL, sertifikat.</li>
<li><b>Untuk:</b> menjalankan bimtek, menerbitkan sertifikat, dan memulai PKDD.</li>
<li><b>Yang melihat:</b> pelatih kelas, korkab kabupaten Anda, duta desa Anda, dan panitia. NIK dan nomor HP ditutup bagi yang tidak perlu.</li>
<li><b>Hak Anda:</b> melihat, membetulkan, dan meminta data dihapus.</li>
</ul>`;
